"""What libraries below raise, in a sentence with what to do; no library of storage is loaded for it."""

from __future__ import annotations

import errno

import pytest

from zhutiri_cli.check.rollup.storage_faults import in_words


def of_server(kind: type[OSError], code: str) -> OSError:
    """As s3fs turns what the server says into Python's own exceptions."""
    problem, cause = kind("said in English"), Exception("said in English")
    cause.response = {"Error": {"Code": code}}  # type: ignore[attr-defined]  # as botocore's ClientError has it
    problem.__cause__ = cause
    return problem


class ConnectionFault(Exception):
    """Stands for botocore's, whose sub-classes have names of their own."""


READ_TIMEOUT = type("ReadTimeoutError", (type("HTTPClientError", (Exception,), {}),), {})


@pytest.mark.parametrize(
    ("problem", "said", "advice"),
    [
        (of_server(FileNotFoundError, "NoSuchBucket"), "没有这个存储桶", "存储桶"),
        (of_server(FileNotFoundError, "NoSuchKey"), "核对时对象已经不在了", "--resume"),
        (of_server(PermissionError, "InvalidObjectState"), "有归档存储的对象，不能直接读取", "解冻"),
        (FileNotFoundError("x"), "核对时对象已经不在了", "--resume"),
        (
            of_server(PermissionError, "SignatureDoesNotMatch"),
            "没有权限，打不开（SignatureDoesNotMatch）",
            "AWS_SECRET",
        ),
        (PermissionError(errno.EACCES, "x"), "没有权限，打不开", "AWS_SECRET"),
        (of_server(OSError, "SlowDown"), "打不开（SlowDown）", "--resume"),
        (OSError(errno.EIO, "x"), "打不开（磁盘或网络读写出错）", "--resume"),
        (OSError(errno.ENOSPC, "x"), "放不进临时文件夹（磁盘已满）", "TMPDIR"),
        (type("SSLError", (ConnectionFault,), {})("x"), "存储服务的证书不可信，没有连接", "AWS_CA_BUNDLE"),
        (READ_TIMEOUT("x"), "存储服务应答超时", "--resume"),
        (type("ProfileNotFound", (Exception,), {})("x"), "没有 AWS_PROFILE 所指的密钥，打不开", "AWS_PROFILE"),
        (
            ValueError("Invalid endpoint: x" + "y" * 100),
            f"打不开（ValueError: Invalid endpoint: x{'y' * 61}…）",
            "AWS_ENDPOINT_URL",
        ),
    ],
)
def test_each_has_its_sentence_and_what_to_do(problem: Exception, said: str, advice: str) -> None:
    told, then = in_words(problem)
    assert told == said
    assert advice in then
