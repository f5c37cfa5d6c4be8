#!/bin/sh
# Installs zhenggai into ./app beside this script on first use, without a network, and starts it.
#   ./start.sh                      the demo, on this machine only
#   ./start.sh serve --migrate      the real thing; data in ./data unless ZHENGGAI_DATA says otherwise
#   ./start.sh read NOTICE.docx     any other command of zhenggai
set -eu
here=$(cd "$(dirname "$0")" && pwd)

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' 2>/dev/null; }

python=
for candidate in ${PYTHON:-} python3.13 python3.12 python3.11 python3.14 python3; do
    if command -v "$candidate" >/dev/null && fits "$candidate"; then python=$candidate; break; fi
done
if [ -z "$python" ]; then
    echo "需要 Python 3.11 至 3.14，本机没有找到。可用 PYTHON=/path/to/python3 指定。" >&2
    echo "zhenggai needs Python 3.11 to 3.14; none was found. Name one: PYTHON=/path/to/python3 ./start.sh" >&2
    exit 1
fi

wheel=$(echo "$here"/wheels/zhenggai-*.whl)
mark="$wheel $("$python" -c 'import sys; print(sys.version, sys.prefix)')"
if [ "$(cat "$here/app/.installed" 2>/dev/null || true)" != "$mark" ]; then
    echo "首次使用，正在安装（不用网络）…… installing, without a network" >&2
    rm -rf "$here/app"
    "$python" "$(echo "$here"/wheels/pip-*.whl)/pip" install --quiet --disable-pip-version-check --no-index --no-warn-script-location \
        --root-user-action=ignore --find-links "$here/wheels" --target "$here/app" "$wheel"
    printf '%s' "$mark" >"$here/app/.installed"
fi

export PYTHONPATH="$here/app" ZHENGGAI_DATA="${ZHENGGAI_DATA:-$here/data}"
if [ $# -eq 0 ]; then set -- demo --data "$here/demo-data"; fi
exec "$python" -m zhenggai "$@"
