"""Write ``登记表.xlsx``, a spreadsheet as the sample's office keeps it beside the workspace.

    python scripts/make_register.py [FILE]

FILE is by default ``examples/登记表.xlsx``. Fictitious throughout.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook

EXAMPLES = Path(__file__).parents[1] / "examples"
HEAD = ("序号", "活动主题", "举办时间", "报送日期", "会标", "LOGO", "经办人")
ROWS = (
    (3, "纸鸢公园步道改造听民意", "2月27日至28日", None, "√", "√", "小鸢"),
    (10, "街道线上问政", datetime(2024, 3, 28), datetime(2024, 4, 3), None, None, "小声"),
    (13, "校园食堂开放日", datetime(2024, 4, 9), None, "√", "×", "小禾"),
)


def main(path: Path) -> None:
    """Write the workbook."""
    with Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"created": datetime(2024, 4, 12)})
        page = book.add_worksheet("登记")
        page.write_string(0, 0, "政务公开主题日活动登记表（虚构示例）")
        for line, row in enumerate((HEAD, *ROWS), 1):
            for place, value in enumerate(row):
                if value is not None:
                    page.write(line, place, value)
        page.set_column(1, 2, 24)
        page.set_column(3, 3, 12)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES / "登记表.xlsx")
