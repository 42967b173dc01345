"""A workspace on storage, copied for its check into a private folder: what a check looks at, and nothing when it is as
it was. Nothing is ever written to the storage."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from zhutiri_cli.check.rollup.private_folder import PrivateFolder, private_folder
from zhutiri_cli.check.rollup.storage import Storage, StoredFile
from zhutiri_cli.check.rollup.storage_address import StorageAddress
from zhutiri_cli.check.rollup.workspaces_below import ADD_PLAN, NO_PLAN, PLAN_SUFFIXES
from zhutiri_cli.common.errors import FileProblem
from zhutiri_cli.common.paths import called
from zhutiri_cli.plan.find import plan_of_year, year_named

OBJECTS = 20_000
"""Objects of one workspace's year: a hundred times those of a plan of 54 activities."""
_KEPT = ("reminded_", "obligations_")
"""How the names begin of what is kept beside a plan and looked at by a check."""


class WorkspaceCopy(Struct):
    """What is copied of the workspace at ``base``, its plan first: ``plan`` is where it lies now, ``others`` where the
    plans would that were passed over."""

    base: StorageAddress
    plan: Path
    others: Sequence[Path]
    _storage: Storage
    _folder: PrivateFolder
    _beside: Mapping[str, StoredFile]
    _listed: dict[str, list[StoredFile]] = field(default_factory=dict)

    def brought(self, plan: Path, root: Path) -> str:
        """Copy what a check by the plan looks at besides: what is kept beside it, and the submissions root. The
        signature of what was listed. Raises ``FileProblem`` for what may not or cannot be copied."""
        beside, within = self._own(plan.parent), self._own(root)
        kept = [one for name, one in self._beside.items() if name.startswith(_KEPT) and name.endswith(PLAN_SUFFIXES)]
        wanted = [(beside, one) for one in kept] + [(within, one) for one in self._below(within)]
        self._folder.take([replace(one, name=f"{above}{one.name}") for above, one in wanted])
        return self.signature(root.name)

    def signature(self, year: str) -> str:
        """Of the plan's folder and the submissions of a year: names, sizes and marks; "" where the storage gives no
        marks. The year stands before it, so that it can be known again without the plan."""
        within = self._own(self.plan.parent / "submissions" / year)
        summed = hashlib.sha256(f"{self.base} {self._own(self.plan)}\n".encode("utf-8", "surrogatepass"))
        for part in (self._beside.values(), self._below(within)):
            for one in sorted(part, key=lambda one: one.name):
                if one.name.rpartition("/")[2] and not one.mark:
                    return ""
                summed.update(f"{one.name}\0{one.size}\0{one.mark}\n".encode("utf-8", "surrogatepass"))
            summed.update(b"\0")
        return f"{year}:{summed.hexdigest()[:24]}"

    def take_plan(self) -> None:
        """Copy the plan."""
        self._folder.take([replace(self._beside[self.plan.name], name=self._own(self.plan).removesuffix("/"))])

    def _own(self, path: Path) -> str:
        """The name below ``base`` of what lies in the copy, with ``/`` at its end; "" for the whole."""
        inside = path.relative_to(self._folder.path).as_posix()
        return "" if inside == "." else f"{inside}/"

    def _below(self, within: str) -> list[StoredFile]:
        """What lies below a folder of the workspace, listed once."""
        if within not in self._listed:
            self._listed[within] = self._storage.below(self.base.child(within.rstrip("/")), OBJECTS)
        return self._listed[within]


@contextmanager
def workspace_copy(
    address: StorageAddress, as_of: date, known: str, scratch: Path | None
) -> Iterator[WorkspaceCopy | None]:
    """The workspace or plan file at an address, copied into a folder in ``scratch`` (``None``: where temporary files
    lie); what lies there is shown by its address. ``None`` where everything is as it was under the signature ``known``.
    Raises ``FileProblem``."""
    storage = Storage(address.scheme)
    if address.name.lower().endswith(PLAN_SUFFIXES) and storage.holds(address):
        base, levels = address.parent, {"": storage.folder(address.parent).files}
        plans = [(0, address.name)]
    else:
        base, own = address, storage.folder(address)
        data = storage.folder(address.child("data")).files if "data" in own.folders else {}
        levels = {"data/": data, "": own.files}
        plans = [
            (year, f"{above}{name}")
            for above, files in levels.items()
            for name in sorted(files)
            if (year := year_named(name)) is not None
        ]
    if not plans:
        raise FileProblem(NO_PLAN, ADD_PLAN)
    with private_folder(storage, base, address, scratch) as folder, called(folder.path, str(base)):
        chosen, others = plan_of_year([(year, folder.path / name) for year, name in plans], as_of.year)
        beside = levels["data/" if chosen.parent != folder.path else ""]
        copy = WorkspaceCopy(base, chosen, others, storage, folder, beside)
        known_year = known.partition(":")[0]
        if known_year and copy.signature(known_year) == known:
            yield None
        else:
            copy.take_plan()
            yield copy
