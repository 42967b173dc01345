"""What a storage complains of, in a sentence with what to do."""

from __future__ import annotations

import errno

from zhutiri_cli.common.errors import MORE_ROOM, reason_of
from zhutiri_cli.common.spelling import shorten

_ADDRESS = "请核对地址里的存储桶和路径，以及环境变量 AWS_ENDPOINT_URL"
_KEYS = "请核对环境变量 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY（或 AWS_PROFILE），每个 worker 都要有"
_NETWORK = "请核对环境变量 AWS_ENDPOINT_URL、网络和代理，确认存储服务正在运行；之后可以加 --resume 接着做"
_BY_NAME = {
    "NoCredentialsError": ("没有密钥，打不开", _KEYS),
    "PartialCredentialsError": ("密钥不全，打不开", _KEYS),
    "CredentialRetrievalError": ("取不到密钥，打不开", _KEYS),
    "ProfileNotFound": ("没有 AWS_PROFILE 所指的密钥，打不开", _KEYS),
    "EndpointConnectionError": ("存储服务连不上", _NETWORK),
    "ConnectTimeoutError": ("存储服务没有应答", _NETWORK),
    "ReadTimeoutError": ("存储服务应答超时", _NETWORK),
    "ConnectionClosedError": ("存储服务中断了连接", _NETWORK),
    "ProxyConnectionError": ("代理连不上", _NETWORK),
    "HTTPClientError": ("与存储服务的连接中断", _NETWORK),
    "SSLError": ("存储服务的证书不可信，没有连接", "请把本单位的根证书文件写在环境变量 AWS_CA_BUNDLE 里"),
    "ResponseParserError": ("应答的不是 S3 服务", _ADDRESS),
    "ParamValidationError": ("存储桶的名称不合规定", _ADDRESS),
}
"""By the name of the exception's class: the libraries are not loaded for this."""
_BY_CODE = {
    "NoSuchBucket": ("没有这个存储桶", _ADDRESS),
    "InvalidObjectState": ("有归档存储的对象，不能直接读取", "请在存储服务里先恢复（解冻），再加 --resume 接着做"),
    "RequestTimeTooSkewed": ("本机的时间与存储服务相差太多，没有让进", "请校准本机的时间"),
}
"""By what the server itself calls it."""


def in_words(problem: Exception) -> tuple[str, str]:
    """The sentence, which stands behind an address, and the advice. ``problem`` is what fsspec, s3fs or botocore
    raised."""
    code = _code(problem)
    if code in _BY_CODE:
        return _BY_CODE[code]
    if isinstance(problem, FileNotFoundError):
        return "核对时对象已经不在了", "请重新运行，或加 --resume 接着做"
    if isinstance(problem, OSError) and problem.errno == errno.ENOSPC:
        return f"放不进临时文件夹（{reason_of(problem)}）", MORE_ROOM
    if isinstance(problem, PermissionError):
        return "没有权限，打不开" + (f"（{code}）" if code else ""), _KEYS
    for kind in type(problem).__mro__:
        if kind.__name__ in _BY_NAME:
            what, advice = _BY_NAME[kind.__name__]
            return what, advice
    if isinstance(problem, OSError):
        return f"打不开（{code or reason_of(problem)}）", _NETWORK
    return f"打不开（{type(problem).__name__}: {shorten(str(problem), 80)}）", _ADDRESS


def _code(problem: BaseException) -> str:
    """What the server itself called it; "" where it said nothing."""
    for one in (problem, problem.__cause__):
        response = getattr(one, "response", None)
        if isinstance(response, dict):
            return shorten(str(response.get("Error", {}).get("Code", "")), 40)
    return ""
