"""What a mail's sender wrote, apart from what is quoted and what a program adds."""

from __future__ import annotations

import pytest

from zhutiri_cli.materials.links.written_addresses import find_urls
from zhutiri_cli.workspace.receiving.packages.own_words import html_mail_text, mail_text

OWN, OFFICE = "https://mp.weixin.qq.com/s/own", "https://www.tianxin.gov.cn/zwgk/office.html"
HEAD = "发件人: 政务公开办 <b@office.example>\n发送时间: 2024年3月20日 9:00\n收件人: 区教育局\n主题: 请报送"


@pytest.mark.parametrize(
    "between",
    [
        '------------------ 原始邮件 ------------------\n发件人: "办"',
        "------------------&nbsp;原始邮件&nbsp;------------------".replace("&nbsp;", "\xa0"),
        "-----原始邮件-----",
        "-----邮件原件-----",
        "---- 回复的原邮件 ----",
        "----- 转发邮件信息 -----",
        "---------- Forwarded message ---------",
        "-----Original Message-----",
        "＿＿＿＿＿＿原邮件＿＿＿＿＿＿",
        '在 2024-03-20 09:00:00，"政务公开办" <b@office.example> 写道：',
        "于 2024年3月20日 周三 09:00写道：",
        "On Wed, Mar 20, 2024 at 9:00 AM office <b@office.example> wrote:",
        "On Wed, Mar 20, 2024 at 9:00 AM the office\n<b@office.example> wrote:",
        'At 2024-03-20 09:00:00, "office" <b@office.example> wrote:',
        "---- Replied Message ----\n| From | office<b@office.example> |",
        "-------- 源邮件 --------\n自： 政务公开办\n日期： 2024年3月20日 上午9:00",
        "开始转发的邮件：",
        "Begin forwarded message:",
        "政务公开办 <b@office.example> 于2024年3月20日周三写道：",
        "---------- 原文 ----------",
        "-------- 原始信息 --------\n发件人： 办\n日期： 24/3/19",
        "-------- 转发的消息 --------\n主题: 请报送\n日期: 周三",
        "原始邮件\n发件人：政务公开办\n发件时间：2024年3月20日 9:00",
        HEAD,
        HEAD.replace("发件人", "*发件人*"),
        "发件人：政务公开办 发送时间：2024-03-20 收件人：区教育局",
        "From: office\nSent: Wednesday\nTo: us\nSubject: x",
    ],
)
def test_a_quoted_letter_goes_on_to_the_end(between: str) -> None:
    said = mail_text(f"报道：{OWN}\n区教育局\n\n{between}\n\n样例 {OFFICE}\n请照此报送\n")
    assert find_urls(said.own) == (OWN,)
    assert find_urls(said.quoted) == (OFFICE,)


def test_answers_between_quoted_lines_are_own() -> None:
    said = mail_text(f"在 2024-03-20 09:00:00，办 写道：\n> 链接呢？\n> 样例 {OFFICE}\n在这里：{OWN}\n> 谢谢\n")
    assert (find_urls(said.own), find_urls(said.quoted)) == ((OWN,), (OFFICE,))


@pytest.mark.parametrize(
    "text",
    [
        f"报道链接如下\n{OWN}\n发件人请核对",
        f"发件人：区教育局\n{OWN}",
        f"----\n{OWN}",
        f"活动在 3 月 20 日举行，群众写道：很好。见 {OWN}",
        f"主题：校园开放日\n时间：3月20日\n{OWN}",
        f"来自红网时刻：{OWN}",
        f"发自现场的报道 {OWN}",
        f"——原文链接：{OWN}",
        f"----阅读原文----\n{OWN}",
        f"—— 转发信息：{OWN}",
        f"红网在3月21日的报道中写道：\n{OWN}",
        f"红网发来：\n{OWN}",
        f"发自我的iPhone\n链接：{OWN}",
        f"发件人：区公共工程建设中心 王明\n时间：2024年3月20日\n主题：开放日\n链接：{OWN}",
    ],
)
def test_plain_words_are_own(text: str) -> None:
    assert find_urls(mail_text(text).own) == (OWN,)


@pytest.mark.parametrize(
    "added",
    [
        "发自我的iPhone https://www.apple.example/x",
        "获取 Outlook for iOS\nhttps://out.example/x",
        "从 Windows 版邮件发送 https://go.example/x",
        "https://dashi.example/x 张三 由网易邮箱大师定制",
        "Sent from my phone https://x.example/x",
        "-- \n教育局 https://www.jyj.example/x",
    ],
)
def test_what_a_mail_program_adds(added: str) -> None:
    said = mail_text(f"报道：{OWN}\n\n{added}\n")
    assert find_urls(said.own) == (OWN,)
    assert len(find_urls(said.added)) == 1


QUOTE = f'样例：<a href="{OFFICE}">链接</a>'


@pytest.mark.parametrize(
    "quoted",
    [
        f'<blockquote id="isReplyContent" style="BORDER-LEFT: #ccc 1px solid">{QUOTE}</blockquote>',
        f'<blockquote type="cite">{QUOTE}</blockquote>',
        f'<div class="gmail_quote"><div>2024年3月20日 办 写道：</div>{QUOTE}</div>',
        f"<div><includetail><div>------------------&nbsp;原始邮件&nbsp;------------------</div>{QUOTE}</includetail></div>",
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>发件人:</b> 办<br><b>主题:</b> 请</p></div>'
        f"<p>{QUOTE}</p>",
        f'<div id="divRplyFwdMsg"><b>发件人:</b> 办</div><div>{QUOTE}</div>',
        f"<hr><p><b>发件人：</b>办</p><p><b>收件人：</b>局</p><p>{QUOTE}</p>",
        f'<div class="ntes-mailmaster-quote"><div>---- 回复的原邮件 ----</div>{QUOTE}</div>',
        f"<p>在2024-03-20 09:00:00，办写道：</p><blockquote>{QUOTE}</blockquote>",
    ],
)
def test_html_that_quotes(quoted: str) -> None:
    said = html_mail_text(f'<html><body><p>报道：<a href="{OWN}">看</a></p>{quoted}</body></html>')
    assert find_urls(said.own) == (OWN,)
    assert OFFICE in find_urls(said.quoted)


def test_what_follows_a_cited_block_is_own() -> None:
    said = html_mail_text(f'<blockquote type="cite">{QUOTE}</blockquote><p>在此：{OWN}</p>')
    assert find_urls(said.own) == (OWN,)


def test_indented_words_are_own() -> None:
    text = f'<blockquote style="margin:0 0 0 40px;border:none;padding:0px"><div>{OWN}</div></blockquote>'
    assert find_urls(html_mail_text(text).own) == (OWN,)


def test_endless_lines_are_no_trouble() -> None:
    said = mail_text("-" * 500_000 + "\n" + "在" * 500_000 + f"\n{OWN}")
    assert find_urls(said.own) == (OWN,)
    assert html_mail_text("").own == ""
