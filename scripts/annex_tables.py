"""Annexes in the manner of real ones, one a kind, each with its truth: what a careful clerk would write into the plan.

All districts, units and themes are made up. A row's truth is told as ``number | when | day | theme | forms | units``;
``when`` is a month of the plan's year, a range, or ``?`` where the annex leaves it open, so that anything written for
certain is wrong. Empty fields are not stated by the annex.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml import OxmlElement
from openpyxl.styles import Font


@dataclass(frozen=True, slots=True)
class Annex:
    """``make`` writes the file into a folder; ``truth`` are its rows; ``year`` what the annex says of it."""

    kind: str
    make: Callable[[Path], Path]
    year: int
    truth: Sequence[str]
    options: Sequence[str] = ()


def _text(folder: Path, name: str, content: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content.replace("→", "\t").encode(encoding))
    return path


def _table(document: Any, rows: Sequence[Sequence[str]]) -> Any:
    table = document.add_table(rows=len(rows), cols=max(len(row) for row in rows))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).text = text
    return table


def _saved(document: Any, path: Path) -> Path:
    document.save(str(path))
    return path


# --- one function a kind -----------------------------------------------------------------------------------------


def day_and_hour(folder: Path) -> Path:
    """Days with weekday and hour, places and numbers of people."""
    return _text(
        folder,
        "a01.txt",
        """云汐示范区2025年政府开放日活动安排表
序号→开放主题→开放时间→开放地点→承办部门→参加人数（人）
1→走进听雨水厂看净水→3月22日（星期六）上午9:00-11:00→听雨水厂→听雨水务局→30
2→灯塔消防站一日体验→4月12日下午→灯塔消防站→灯塔应急局→25
3→麦浪粮库探秘→5月17日（暂定）→麦浪粮库→麦浪发改局→40
4→晴窗书屋夜读会→6月14日19：00→晴窗书屋→晴窗文旅局、回声街道办事处→50
""",
    )


def two_row_heading(folder: Path) -> Path:
    """A heading of two rows over merged months."""
    document = docx.Document()
    document.add_paragraph("附件1")
    document.add_paragraph("苍梧新区2024年“政务公开日”活动计划表")
    rows = [
        ["序号", "活动安排", "", "", "责任单位", ""],
        ["", "拟开展时间", "活动名称", "活动方式", "牵头部门", "配合部门"],
        ["1", "4月", "社保卡“一卡通”体验", "现场体验", "苍梧人社局", "苍梧政务服务中心"],
        ["2", "", "新能源公交试乘", "现场体验、座谈", "苍梧交通局", ""],
        ["3", "5月上旬", "食品快检进市场", "现场观摩", "苍梧市场监管局", "桐花街道办事处\n槐荫街道办事处"],
        ["4", "6月—7月", "河长带您巡河", "实地参观", "苍梧水利局", ""],
    ]
    table = _table(document, rows)
    table.cell(0, 1).merge(table.cell(0, 3))
    table.cell(0, 4).merge(table.cell(0, 5))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 1).merge(table.cell(3, 1))
    return _saved(document, folder / "a02.docx")


def shown_by_formats(folder: Path) -> Path:
    """Numbers that a format shows as months, a hidden row, a sum."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["望川县2025年“政务公开主题日”活动任务清单"])
    sheet.append(["填报单位：望川县政务公开办"])
    sheet.append(["序号", "活动月份", "活动主题", "责任部门", "预计人数\n（人）"])
    for row in (
        [1, 3, "春播农机跟着看", "望川农业农村局", 60],
        [2, 4, "走近疾控实验室", "望川卫健局", 20],
        [3, 4, "已取消的活动", "望川民政局", 10],
        [4, 6, "养老食堂开放日", "望川民政局", 35],
        [5, 9, "校园午餐家长品鉴", "望川教育局", 80],
        ["合计", None, "4场", None, 195],
    ):
        sheet.append(row)
    for at in range(4, 9):
        sheet.cell(at, 2).number_format = '0"月"'
    sheet.row_dimensions[6].hidden = True
    book.save(folder / "a03.xlsx")
    return folder / "a03.xlsx"


def dates_of_a_spreadsheet(folder: Path) -> Path:
    """Dates, a date that lost its format, a struck-out row."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["序号", "活动名称", "举办日期", "主办单位", "承办单位", "备注"])
    rows: list[list[Any]] = [
        [1, "档案馆里读家谱", date(2025, 5, 20), "柳岸区档案馆", "柳岸区委史志办", "雨天改期"],
        [2, "气象台探风云", 45738, "柳岸区气象局", None, None],
        [3, "旧版活动", date(2025, 7, 1), "柳岸区科技局", None, None],
        [4, "夜间法律门诊", "8.16", "柳岸区司法局", None, "拟邀请社区代表"],
    ]
    for row in rows:
        sheet.append(row)
    for at in (2, 4):
        sheet.cell(at, 3).number_format = "yyyy-mm-dd"
    for column in range(1, 7):
        sheet.cell(4, column).font = Font(strike=True)
    sheet.title = "柳岸区2025年活动安排表"
    sheet.insert_rows(1)
    sheet["A1"] = "柳岸区2025年政府开放活动安排表"
    book.save(folder / "a04.xlsx")
    return folder / "a04.xlsx"


def saved_page(folder: Path) -> Path:
    """A page as portals save it, tables within tables."""
    cells = [
        ("1", "4月20日", "走进垃圾焚烧厂", "石桥区城管局", "石桥路1号"),
        ("2", "5月-6月", "小小交警体验营", "石桥区公安分局", "石桥二路"),
        ("3", "第三季度", "老街修缮听证观摩", "石桥区住建局<br>石桥区文旅局", "石桥老街"),
    ]
    rows = "".join("<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in cells)
    head = "".join(
        f"<td><b>{word}</b></td>" for word in ("序号", "活动时间", "活动主题", "牵头单位<br>（部门）", "地点")
    )
    body = f"""<table width="100%"><tr><td>首页 | 政务公开 | 互动</td></tr><tr><td>
<table><tr><td>索引号</td><td>SQ-2025-007</td><td>发文字号</td><td>石桥政办〔2025〕7号</td></tr></table>
<p>石桥区2025年“政府开放月”活动一览表</p>
<p style="display:none">打印用标题</p>
<table border="1"><tr>{head}</tr>{rows}</table>
<p>注：时间以各单位公告为准。</p></td></tr></table>"""
    return _text(folder, "a05.html", f"<html><body>{body}</body></html>")


def a_cell_a_line(folder: Path) -> Path:
    """Text with a line for every cell, empty cells left out."""
    lines = """浣溪区2025年政府开放活动计划表
序号
活动主题
活动时间
活动地点
责任单位
1
开学第一课：走进法庭
9月1日
浣溪区法院
浣溪区法院、浣溪区教育局
2
非遗工坊开放
10月中旬
浣溪文化馆
浣溪区文旅局
3
税费争议调解观摩
11月
浣溪区税务局
4
冬季供暖探源
11月-12月
浣溪热力公司
浣溪区住建局
注：以上活动由各单位自行预告。"""
    return _text(folder, "a06.txt", lines)


def gbk_csv(folder: Path) -> Path:
    """CSV as Excel in Chinese saves it."""
    return _text(
        folder,
        "a07.csv",
        """北苑新城2025年“政府开放日”活动计划表,,,,
编号,拟开放日期,拟定活动主题,牵头单位（部门）,联系人及电话
一,4.22,城市大脑参观,北苑数据局,王某 0000-1234567
二,5.18,博物馆奇妙日,北苑文旅局,李某
三,6.5,污水处理厂开放,北苑生态环境分局,赵某
四,12.4,宪法宣传开放日,北苑司法局,钱某
""",
        "gb18030",
    )


def a_table_a_month(folder: Path) -> Path:
    """One table a month, the months in their titles alone."""
    document = docx.Document()
    document.add_paragraph("海棠区2024年下半年政务公开活动安排")
    for month, rows in (
        (
            "7月",
            [["1", "暑期安全公开课", "海棠区教育局", "座谈交流"], ["2", "防汛物资库开放", "海棠区应急局", "现场观摩"]],
        ),
        ("8月", [["1", "消夏夜市食安行", "海棠区市场监管局", "现场观摩"]]),
        (
            "9月",
            [["1", "公租房摇号见证", "海棠区住建局", "现场观摩"], ["2", "质量月实验室开放", "海棠区市场监管局", ""]],
        ),
    ):
        document.add_paragraph(f"{month}活动安排表")
        _table(document, [["序号", "活动内容", "组织单位", "活动形式"], *rows])
    return _saved(document, folder / "a08.docx")


def nested_and_footnotes(folder: Path) -> Path:
    """A theme in a table of its own, an empty form, a note below."""
    document = docx.Document()
    document.add_paragraph("银杏区2025年“政务公开主题日”活动安排表")
    rows = [
        ["序号", "活动时间", "活动主题", "活动形式", "责任单位", "备注"],
        ["1", "3月", "", "现场观摩", "银杏区行政审批局", ""],
        ["2", "4月23日", "全民阅读开放日", "", "银杏区文旅局", "与街道联办"],
        ["3", "10月（重阳节前后）", "助老政策面对面", "政策宣传", "银杏区民政局", ""],
        ["注：活动时间如有变动另行通知", "", "", "", "", ""],
    ]
    table = _table(document, rows)
    inner = table.cell(1, 2).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "一件事一次办体验"
    table.cell(4, 0).merge(table.cell(4, 5))
    return _saved(document, folder / "a09.docx")


def parts_of_the_year(folder: Path) -> Path:
    """Times that are no single month."""
    return _text(
        folder,
        "a10.md",
        """# 金沙县2025年政府开放活动安排表

| 序号 | 主题内容 | 时间安排 | 实施单位 |
|---|---|---|---|
| 1 | 春耕技术田头讲 | 3月上旬 | 金沙县农业农村局 |
| 2 | 惠企政策巡讲 | 第二季度 | 金沙县工信局 |
| 3 | 12345热线接听日 | 全年 | 金沙县政务服务中心 |
| 4 | 秋粮收购全程看 | 9月底前 | 金沙县发改局 |
| 5 | 预算公开解读会 | 每季度一次 | 金沙县财政局 |
""",
    )


def office_page_called_doc(folder: Path) -> Path:
    """A page under Word's suffix."""
    rows = [
        ("1", "2025年11月", "冬训基地开放", "鹤鸣区体育局"),
        ("2", "2025年12月至次年1月", "年货市场价格观察", "鹤鸣区市场监管局"),
        ("3", "2026年1月", "议事厅里话民生", "鹤鸣区司法局"),
    ]
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    head = "<tr><td>项目序号</td><td>计划开展时间</td><td>开放主题</td><td>负责单位</td></tr>"
    page = f"<html><body><p>鹤鸣区2025年冬季政府开放活动计划表</p><table>{head}{body}</table></body></html>"
    return _text(folder, "a11.doc", page)


def a_sheet_a_month(folder: Path) -> Path:
    """One sheet a month, days alone in the cells."""
    book = openpyxl.Workbook()
    book.remove(book["Sheet"])
    for month, rows in (
        (
            "4月",
            [["1", "走进政务大厅", "12日上午", "青溪区行政审批局"], ["2", "植物园里认药材", "26日", "青溪区卫健局"]],
        ),
        ("5月", [["1", "隧道救援演练观摩", "10日", "青溪区应急局"]]),
        ("6月", [["1", "高考服务站开放", "", "青溪区教育局"]]),
    ):
        sheet: Any = book.create_sheet(month)
        sheet.append([f"青溪区2025年{month}政府开放活动安排表"])
        sheet.append(["序号", "活动名称", "具体时间", "承办单位"])
        for row in rows:
            sheet.append(row)
    book.save(folder / "a12.xlsx")
    return folder / "a12.xlsx"


def roles_in_one_cell(folder: Path) -> Path:
    """Units with their roles in one cell."""
    return _text(
        folder,
        "a13.txt",
        """附件
竹溪区2025年“政务公开主题日”活动安排表
序号→活动主题→活动日期→主办（承办）单位
1→商户课堂：食品标签怎么看→3月15日→牵头：竹溪区市场监管局 配合：竹溪区商务局
2→河道保洁开放日→4月19日、20日→竹溪区水利局；竹溪区城管局
3→公积金业务下基层→5月28日→主办：竹溪区住房公积金管理部，承办：枫林街道办事处
4→老旧电梯更新说明会→3月28日至4月2日→竹溪区住建局、松涛街道办事处联合承办
""",
    )


def months_across(folder: Path) -> Path:
    """Months across the table, themes broken over lines."""
    document = docx.Document()
    document.add_paragraph("赤霞县2024年“政务公开进万家”活动计划表")
    rows = [
        ["序号", "活动主题", "责任单位", "活动形式"],
        ["一、3月", "", "", ""],
        ["1", "学雷锋\n志愿服务集市", "团赤霞县委", "志愿服务"],
        ["2", "消费维权直播间", "赤霞县市场监管局", "在线直播"],
        ["二、4月", "", "", ""],
        ["3", "国家安全\n教育展馆开放", "赤霞县公安局、赤霞县教育局", "参观"],
    ]
    table = _table(document, rows)
    for at in (1, 4):
        table.cell(at, 0).merge(table.cell(at, 3))
    return _saved(document, folder / "a14.docx")


def spans_of_a_page(folder: Path) -> Path:
    """Cells merged in a page, words struck out."""
    body = """<p>听涛市2025年政府开放日活动安排表</p><table>
<tr><th rowspan=2>序号</th><th colspan=2>活动</th><th rowspan=2>承办单位</th><th rowspan=2>邀请对象</th></tr>
<tr><th>日期</th><th>主题</th></tr>
<tr><td>1</td><td rowspan=2>2025年5月12日</td><td>地震台开放</td><td rowspan=2>听涛市应急局</td><td>学生</td></tr>
<tr><td>2</td><td>应急演练观摩</td><td>居民</td></tr>
<tr><td>3</td><td>2025年6月</td><td><s>海洋日讲座</s>海洋馆开放</td><td>听涛市海洋局</td><td>&nbsp;</td></tr></table>"""
    return _text(folder, "a15.html", f"<html><body>{body}</body></html>")


def told_by_spaces(folder: Path) -> Path:
    """Columns told apart by spaces."""
    return _text(
        folder,
        "a16.txt",
        """南塘区2025年“政府开放日”活动计划表
序号    活动时间      活动主题            牵头部门
1       4月中旬       田园综合体走访      南塘区农业农村局
2       5月           急救知识进楼栋      南塘区红十字会
3       8月底         新教材展示          南塘区教育局
""",
    )


def struck_in_word(folder: Path) -> Path:
    """A row and a word struck out in Word."""
    document = docx.Document()
    document.add_paragraph("云霁区2025年政府开放活动安排表")
    rows = [
        ["序号", "开放单位", "开放内容", "开放时间"],
        ["1", "云霁区图书馆", "古籍修复体验", "4月"],
        ["2", "云霁区民政局", "婚俗展馆", "5月20日"],
        ["3", "云霁区税务局", "智慧办税厅", "6月"],
    ]
    table = _table(document, rows)
    for cell in table.rows[2].cells:
        for run in cell.paragraphs[0].runs:
            run.font.strike = True
    shape = table.rows[3]._tr.get_or_add_trPr()
    assert shape is not None
    run = table.cell(1, 3).paragraphs[0].add_run("5月")
    run.font.strike = True
    shape.append(OxmlElement("w:cantSplit"))
    return _saved(document, folder / "a17.docx")


def a_heading_of_its_own(folder: Path) -> Path:
    """Headings that the importer has to be told."""
    return _text(
        folder,
        "a18.csv",
        """序号,活动时点,开放活动名称,牵头委办
1,2025年3月12日,苗圃开放日,蓝湾区绿化局
2,2025年4月,海关查验体验,蓝湾区商务委
""",
    )


def marks_of_footnotes(folder: Path) -> Path:
    """Raised numbers, circled numbers and stars that lead to notes below the table."""
    document = docx.Document()
    document.add_paragraph("澄江区2025年“政务公开日”活动安排表")
    rows = [
        ["序号", "时间", "主题", "责任单位"],
        ["1", "4月", "污水厂里看净化", "澄江区水务局"],
        ["2", "5月*", "老字号技艺展示", "澄江区商务局①、澄江区文旅局"],
        ["3", "9月", "少年法庭开放", "澄江区法院[2]"],
    ]
    table = _table(document, rows)
    for row, column in ((1, 2), (1, 3)):
        table.cell(row, column).paragraphs[0].add_run("1").font.superscript = True
    document.add_paragraph("* 时间视展品到位情况。① 由商贸科承办。[2] 与团委合办。")
    return _saved(document, folder / "a19.docx")


def boxes_to_tick(folder: Path) -> Path:
    """Forms as boxes to tick, and as columns of their own."""
    return _text(
        folder,
        "a20.txt",
        """栖霞镇2025年开放活动计划表
序号→活动时间→活动主题→活动形式→直播→承办科室
1→3月→走进便民大厅→☑现场观摩 □座谈交流→→政务服务科
2→6月→垃圾分类亲子课→□现场观摩 ☑座谈交流→→城建科
3→10月→秋粮收购看得见→■现场观摩 ■座谈交流→→农业农村科
""",
    )


def roles_in_brackets(folder: Path) -> Path:
    """Who leads and who helps, and whom to ring, in one cell."""
    return _text(
        folder,
        "a21.csv",
        """云岭市2025年政府开放日活动安排表
序号,完成时限,“政府开放日”活动主题及内容,责任单位及联系人
1,3月,机场应急演练观摩,云岭市应急局（配合：云岭市消防救援支队）
2,5月,博物馆库房探秘,云岭市文物局 周敏 0800-1234567
3,6月,高考考务开放,云岭市教育局（牵头）；云岭市公安局（配合）
4,8月,防汛物资仓库开放,配合：云岭市气象局；牵头：云岭市水利局
""",
    )


def page_with_a_title(folder: Path) -> Path:
    """The year in the page's title alone, rows that are not shown."""
    rows = "".join(
        f"<tr{kind}><td>{number}<td>{time}<td>{theme}<td>{unit}<td>{remark}</tr>"
        for kind, number, time, theme, unit, remark in (
            ("", 1, "4月", "走进融媒体中心", "杉林县融媒体中心", ""),
            (" style='display:none'", 2, "4月", "旧稿", "杉林县文旅局", ""),
            (" class='gone'", 3, "5月", "旧稿二", "杉林县文旅局", ""),
            ("", 4, "5月", "茶园研学", "杉林县农业农村局", "延期至6月"),
            ("", 5, "7月", "水库大坝开放", "杉林县水利局", "已取消"),
        )
    )
    head = "<title>关于印发2025年政务公开日活动安排的通知-杉林县人民政府</title><style>.gone{display:none}</style>"
    body = f"<table><tr><th>序号<th>时间<th>主题<th>单位<th>备注</tr>{rows}</table>"
    return _text(folder, "a22.html", f"<html><head>{head}</head><body><h2>活动安排表</h2>{body}</body></html>")


def marks_of_markdown(folder: Path) -> Path:
    """Bold words, links, and words struck out."""
    return _text(
        folder,
        "a23.md",
        """# 沙洲区2025年政务公开日活动计划表

| 序号 | 时间节点 | 开放内容 | 主办/承办单位 |
|---|---|---|---|
| 1 | **3月** | [自来水厂开放](https://a.example/1) | **沙洲区水务局** |
| 2 | ~~4月~~ 5月 | 特教学校开放 | 沙洲区教育局<sup>1</sup> |
| ~~3~~ | ~~6月~~ | ~~旧码头~~ | ~~沙洲区交通局~~ |
| 4 | 9月—10月 | `丰收节`开镰 | 沙洲区农业农村局 |
""",
    )


ANNEXES: tuple[Annex, ...] = (
    Annex(
        "日期带星期、钟点、暂定；地点、人数",
        day_and_hour,
        2025,
        (
            "1 | 3 | 2025-03-22 | 走进听雨水厂看净水 | | 听雨水务局",
            "2 | 4 | 2025-04-12 | 灯塔消防站一日体验 | | 灯塔应急局",
            "3 | 5 | 2025-05-17 | 麦浪粮库探秘 | | 麦浪发改局",
            "4 | 6 | 2025-06-14 | 晴窗书屋夜读会 | | 晴窗文旅局、回声街道办事处",
        ),
    ),
    Annex(
        "两行表头、合并的月份、牵头和配合两栏",
        two_row_heading,
        2024,
        (
            "1 | 4 | | 社保卡“一卡通”体验 | 现场体验 | 苍梧人社局、苍梧政务服务中心",
            "2 | 4 | | 新能源公交试乘 | 现场体验、座谈 | 苍梧交通局",
            "3 | 5 | | 食品快检进市场 | 现场观摩 | 苍梧市场监管局、桐花街道办事处、槐荫街道办事处",
            "4 | 2024-06..2024-07 | | 河长带您巡河 | 实地参观 | 苍梧水利局",
        ),
    ),
    Annex(
        "显示成“4月”的数、隐藏的行、合计",
        shown_by_formats,
        2025,
        (
            "1 | 3 | | 春播农机跟着看 | | 望川农业农村局",
            "2 | 4 | | 走近疾控实验室 | | 望川卫健局",
            "4 | 6 | | 养老食堂开放日 | | 望川民政局",
            "5 | 9 | | 校园午餐家长品鉴 | | 望川教育局",
        ),
    ),
    Annex(
        "Excel 日期、丢了格式的日期、划掉的行",
        dates_of_a_spreadsheet,
        2025,
        (
            "1 | 5 | 2025-05-20 | 档案馆里读家谱 | | 柳岸区委史志办、柳岸区档案馆",
            "2 | 3 | 2025-03-22 | 气象台探风云 | | 柳岸区气象局",
            "4 | 8 | 2025-08-16 | 夜间法律门诊 | | 柳岸区司法局",
        ),
    ),
    Annex(
        "存下的网页：排版表格、标题和文号在格子里",
        saved_page,
        2025,
        (
            "1 | 4 | 2025-04-20 | 走进垃圾焚烧厂 | | 石桥区城管局",
            "2 | 2025-05..2025-06 | | 小小交警体验营 | | 石桥区公安分局",
            "3 | 2025-07..2025-09 | | 老街修缮听证观摩 | | 石桥区住建局、石桥区文旅局",
        ),
    ),
    Annex(
        "粘贴成一格一行，有的格空着",
        a_cell_a_line,
        2025,
        (
            "1 | 9 | 2025-09-01 | 开学第一课：走进法庭 | | 浣溪区法院、浣溪区教育局",
            "2 | 10 | | 非遗工坊开放 | | 浣溪区文旅局",
            "3 | 11 | | 税费争议调解观摩 | | ",
            "4 | 2025-11..2025-12 | | 冬季供暖探源 | | 浣溪区住建局",
        ),
    ),
    Annex(
        "GBK 的 CSV，4.22 这样的日期，编号用一、二",
        gbk_csv,
        2025,
        (
            "1 | 4 | 2025-04-22 | 城市大脑参观 | | 北苑数据局",
            "2 | 5 | 2025-05-18 | 博物馆奇妙日 | | 北苑文旅局",
            "3 | 6 | 2025-06-05 | 污水处理厂开放 | | 北苑生态环境分局",
            "4 | 12 | 2025-12-04 | 宪法宣传开放日 | | 北苑司法局",
        ),
    ),
    Annex(
        "一个月一张表，没有时间一栏",
        a_table_a_month,
        2024,
        (
            "1 | 7 | | 暑期安全公开课 | 座谈交流 | 海棠区教育局",
            "2 | 7 | | 防汛物资库开放 | 现场观摩 | 海棠区应急局",
            "3 | 8 | | 消夏夜市食安行 | 现场观摩 | 海棠区市场监管局",
            "4 | 9 | | 公租房摇号见证 | 现场观摩 | 海棠区住建局",
            "5 | 9 | | 质量月实验室开放 | | 海棠区市场监管局",
        ),
    ),
    Annex(
        "格子里的表格、空着的形式、表下的注",
        nested_and_footnotes,
        2025,
        (
            "1 | 3 | | 一件事一次办体验 | 现场观摩 | 银杏区行政审批局",
            "2 | 4 | 2025-04-23 | 全民阅读开放日 | | 银杏区文旅局",
            "3 | 10 | | 助老政策面对面 | 政策宣传 | 银杏区民政局",
        ),
    ),
    Annex(
        "上旬、季度、全年、底前、每季度一次",
        parts_of_the_year,
        2025,
        (
            "1 | 3 | | 春耕技术田头讲 | | 金沙县农业农村局",
            "2 | 2025-04..2025-06 | | 惠企政策巡讲 | | 金沙县工信局",
            "3 | 2025-01..2025-12 | | 12345热线接听日 | | 金沙县政务服务中心",
            "4 | 2025-01..2025-09 | | 秋粮收购全程看 | | 金沙县发改局",
            "5 | ? | | 预算公开解读会 | | 金沙县财政局",
        ),
    ),
    Annex(
        "网页存成 .doc，跨年的月份",
        office_page_called_doc,
        2025,
        (
            "1 | 11 | | 冬训基地开放 | | 鹤鸣区体育局",
            "2 | 2025-12..2026-01 | | 年货市场价格观察 | | 鹤鸣区市场监管局",
            "3 | 2026-01 | | 议事厅里话民生 | | 鹤鸣区司法局",
        ),
    ),
    Annex(
        "一个月一张工作表，时间只写日",
        a_sheet_a_month,
        2025,
        (
            "1 | 4 | 2025-04-12 | 走进政务大厅 | | 青溪区行政审批局",
            "2 | 4 | 2025-04-26 | 植物园里认药材 | | 青溪区卫健局",
            "3 | 5 | 2025-05-10 | 隧道救援演练观摩 | | 青溪区应急局",
            "4 | 6 | | 高考服务站开放 | | 青溪区教育局",
        ),
    ),
    Annex(
        "牵头、配合写在一格里，几天的活动",
        roles_in_one_cell,
        2025,
        (
            "1 | 3 | 2025-03-15 | 商户课堂：食品标签怎么看 | | 竹溪区市场监管局、竹溪区商务局",
            "2 | 4 | | 河道保洁开放日 | | 竹溪区水利局、竹溪区城管局",
            "3 | 5 | 2025-05-28 | 公积金业务下基层 | | 竹溪区住房公积金管理部、枫林街道办事处",
            "4 | 2025-03..2025-04 | | 老旧电梯更新说明会 | | 竹溪区住建局、松涛街道办事处",
        ),
    ),
    Annex(
        "月份横贯全表，主题里有换行",
        months_across,
        2024,
        (
            "1 | 3 | | 学雷锋志愿服务集市 | 志愿服务 | 团赤霞县委",
            "2 | 3 | | 消费维权直播间 | 在线直播 | 赤霞县市场监管局",
            "3 | 4 | | 国家安全教育展馆开放 | 参观 | 赤霞县公安局、赤霞县教育局",
        ),
    ),
    Annex(
        "网页的合并单元格、两行表头、划掉的字",
        spans_of_a_page,
        2025,
        (
            "1 | 5 | 2025-05-12 | 地震台开放 | | 听涛市应急局",
            "2 | 5 | 2025-05-12 | 应急演练观摩 | | 听涛市应急局",
            "3 | 6 | | 海洋馆开放 | | 听涛市海洋局",
        ),
    ),
    Annex(
        "靠空格分栏的文字",
        told_by_spaces,
        2025,
        (
            "1 | 4 | | 田园综合体走访 | | 南塘区农业农村局",
            "2 | 5 | | 急救知识进楼栋 | | 南塘区红十字会",
            "3 | 8 | | 新教材展示 | | 南塘区教育局",
        ),
    ),
    Annex(
        "Word 里划掉的行和字",
        struck_in_word,
        2025,
        ("1 | 4 | | 古籍修复体验 | | 云霁区图书馆", "3 | 6 | | 智慧办税厅 | | 云霁区税务局"),
        ("--year", "2025"),
    ),
    Annex(
        "认不出的表头用 --column 指明，年份只在时间里",
        a_heading_of_its_own,
        2025,
        (
            "1 | 3 | 2025-03-12 | 苗圃开放日 | | 蓝湾区绿化局",
            "2 | 4 | | 海关查验体验 | | 蓝湾区商务委",
        ),
        ("--column", "活动时点=活动时间", "--column", "牵头委办=责任单位"),
    ),
    Annex(
        "注号：上标、①、星号",
        marks_of_footnotes,
        2025,
        (
            "1 | 4 | | 污水厂里看净化 | | 澄江区水务局",
            "2 | 5 | | 老字号技艺展示 | | 澄江区商务局、澄江区文旅局",
            "3 | 9 | | 少年法庭开放 | | 澄江区法院",
        ),
    ),
    Annex(
        "勾选的形式",
        boxes_to_tick,
        2025,
        (
            "1 | 3 | | 走进便民大厅 | 现场观摩 | 政务服务科",
            "2 | 6 | | 垃圾分类亲子课 | 座谈交流 | 城建科",
            "3 | 10 | | 秋粮收购看得见 | 现场观摩、座谈交流 | 农业农村科",
        ),
    ),
    Annex(
        "括号里的配合单位、联系人，完成时限一栏",
        roles_in_brackets,
        2025,
        (
            "1 | 3 | | 机场应急演练观摩 | | 云岭市应急局、云岭市消防救援支队",
            "2 | 5 | | 博物馆库房探秘 | | 云岭市文物局",
            "3 | 6 | | 高考考务开放 | | 云岭市教育局、云岭市公安局",
            "4 | 8 | | 防汛物资仓库开放 | | 云岭市水利局、云岭市气象局",
        ),
    ),
    Annex(
        "年份只在网页标题里，样式表隐藏的行，延期和取消",
        page_with_a_title,
        2025,
        (
            "1 | 4 | | 走进融媒体中心 | | 杉林县融媒体中心",
            "4 | 5 | | 茶园研学 | | 杉林县农业农村局",
            "5 | 7 | | 水库大坝开放 | | 杉林县水利局",
        ),
    ),
    Annex(
        "Markdown 的粗体、链接和删除线",
        marks_of_markdown,
        2025,
        (
            "1 | 3 | | 自来水厂开放 | | 沙洲区水务局",
            "2 | 5 | | 特教学校开放 | | 沙洲区教育局",
            "4 | 2025-09..2025-10 | | 丰收节开镰 | | 沙洲区农业农村局",
        ),
    ),
)
