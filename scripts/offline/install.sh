#!/bin/sh
# Finds a Python that this folder has wheels for, and lets it install: for this user only, without the network.
cd "$(dirname "$0")" || exit 2
for python in "$PYTHON" python3.14 python3.13 python3.12 python3.11 python3 python; do
  [ -n "$python" ] && command -v "$python" >/dev/null 2>&1 || continue
  release=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
  [ -f "requirements/$release.txt" ] && exec "$python" -I install.py "$@"
done
releases=$(ls requirements | sed "s/\.txt$//" | tr "\n" " ")
echo "错误：没有找到可用的 Python（要 ${releases% }之一）。请在系统的软件商店安装，或请信息管理员安装，再运行本脚本；装在别处的，写 PYTHON=/路径/python3 sh install.sh" >&2
exit 2
