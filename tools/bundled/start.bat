@echo off
rem Installs zhenggai into .\app beside this script on first use, without a network, and starts it.
rem   start.bat                      the demo, on this machine only
rem   start.bat serve --migrate      the real thing; data in .\data unless ZHENGGAI_DATA says otherwise
rem   start.bat read NOTICE.docx     any other command of zhenggai
setlocal
set "here=%~dp0"
set "here=%here:~0,-1%"
set PYTHONUTF8=1

if not defined PYTHON (
    set PYTHON=python
    where py >nul 2>nul && set PYTHON=py -3
)
%PYTHON% -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))" 2>nul
if errorlevel 1 (
    echo zhenggai needs Python 3.11 to 3.14, 64 bit; none was found. Install one, or name it: set PYTHON=C:\path\to\python.exe
    exit /b 1
)

set "wheel="
for %%f in ("%here%\wheels\zhenggai-*.whl") do set "wheel=%%f"
for %%f in ("%here%\wheels\pip-*.whl") do set "pip=%%f"
if not exist "%here%\app\.installed" goto install
findstr /l /x /c:"%wheel%" "%here%\app\.installed" >nul && goto start
:install
echo installing, without a network ...
if exist "%here%\app" rmdir /s /q "%here%\app"
%PYTHON% "%pip%\pip" install --quiet --disable-pip-version-check --no-index --no-warn-script-location --find-links "%here%\wheels" --target "%here%\app" "%wheel%"
if errorlevel 1 exit /b 1
>"%here%\app\.installed" echo %wheel%

:start
set "PYTHONPATH=%here%\app"
if not defined ZHENGGAI_DATA set "ZHENGGAI_DATA=%here%\data"
if "%~1"=="" (
    %PYTHON% -m zhenggai demo --data "%here%\demo-data"
) else (
    %PYTHON% -m zhenggai %*
)
