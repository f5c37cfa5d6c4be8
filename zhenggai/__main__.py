"""`python -m zhenggai`: the same as `zhenggai`, where scripts are not on the path."""

from zhenggai.cli import main

if __name__ == "__main__":
    main(prog_name="zhenggai")
