@echo off
rem Finds a Python that this folder has wheels for, and lets it install: for this user only, without the network.
setlocal
for /f "tokens=2 delims=:" %%c in ('chcp') do set "PAGE=%%c"
chcp 936 >nul
pushd "%~dp0"
set "PY="
for %%v in (3.14 3.13 3.12 3.11) do if not defined PY if exist "requirements\%%v.txt" py -%%v -c "" >nul 2>nul && set "PY=py -%%v"
if not defined PY for %%v in (3.14 3.13 3.12 3.11) do if exist "requirements\%%v.txt" python -c "import sys; sys.exit(sys.version_info[:2] != tuple(map(int, '%%v'.split('.'))))" >nul 2>nul && set "PY=python"
if defined PY goto found
echo 错误：没有找到可用的 Python（要 3.11 以上、本文件夹 requirements 里有的版本）。
echo 请安装 64 位的 Python，安装时勾选 Add python.exe to PATH，不需要管理员权限，然后再双击 install.cmd。
set "CODE=2"
goto end
:found
%PY% -I install.py %*
set "CODE=%errorlevel%"
:end
popd
chcp %PAGE: =% >nul
if "%~1"=="" pause
exit /b %CODE%
