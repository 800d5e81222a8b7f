"""Each check finds what it is there for: a fault is planted into a copy of the source tree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from pytest_django import Settings

from . import bare, markup, personal_data, routes, scripts, sizes, words, writes
from .tree import ROOT

Check = Callable[[Path], list[str]]
PO = "src/dongne/outreach/zones/locale/en/LC_MESSAGES/django.po"
PAGE = "src/dongne/outreach/zones/templates/zones/zones.html"
PAPER = "src/dongne/outreach/sharing/typst/rollup.typ"
VIEWS = "src/dongne/outreach/zones/views.py"
MODELS = "src/dongne/outreach/zones/models.py"
SERVICES = "src/dongne/outreach/zones/services.py"
TOP = "src/dongne/foundation/places/models.py"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of everything that the checks read."""
    root = tmp_path_factory.mktemp("house")
    leave = shutil.ignore_patterns("__pycache__", "*.mo")
    for folder in ("src", "tests/architecture", "frontend/src"):
        shutil.copytree(ROOT / folder, root / folder, ignore=leave)
    for name in (".importlinter", "pyproject.toml"):
        shutil.copy(ROOT / name, root / name)
    return root


@pytest.fixture
def house(copy: Path) -> Iterator[Path]:
    """The copy; what was planted is pulled out again."""
    yield copy
    for path, text in PLANTED.items():
        if text is None:
            path.unlink()
        else:
            path.write_text(text)
    PLANTED.clear()


PLANTED: dict[Path, str | None] = {}
"""What a file said before something was planted in it; None for a new one."""


def add(house: Path, name: str, text: str) -> None:
    """Write at the end of a file, which may be new."""
    path = house / name
    PLANTED.setdefault(path, path.read_text() if path.exists() else None)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        file.write(f"\n{text}\n" if PLANTED[path] else f"{text}\n")


@cache
def before(check: Check, house: Path) -> frozenset[str]:
    return frozenset(check(house))


def run(house: Path, *command: str) -> str:
    """What a command says in the copy; it has to fail there."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name(command[0])), *command[1:]],
        cwd=house,
        env={**os.environ, "PYTHONPATH": f"{house / 'src'}:{house}", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    return " ".join((done.stdout + done.stderr).split())


@pytest.mark.parametrize(
    ("check", "path", "fault", "found"),
    [
        (words.check, VIEWS, "x = _('아직 영어가 없는 말')", "has no English in outreach.zones"),
        (words.check, PAGE, "{% translate '영어가 없는 말' %}", "has no English"),
        (words.check, PAGE, "{% button _('영어가 없는 말') %}", "has no English"),
        (words.check, PAPER, '#word("없는 말")', "has no English in outreach.sharing"),
        (words.check, PO, 'msgid "아무도 안 하는 말"\nmsgstr "x"', "nobody says this any more"),
        (words.check, PO, '#, fuzzy\nmsgid "어떤 말"\nmsgstr "x"', "(fuzzy)"),
        (words.check, PO, 'msgid "%(n)d가지 말"\nmsgstr "words"', "other placeholders"),
        (words.check, PO, 'msgid "어떤 말"\nmsgstr "어떤 words"', "has Korean in it"),
        (words.check, PO, 'msgid "구역"\nmsgstr "Zones"', "stands there twice: 구역"),
        (bare.check, VIEWS, "x = '그냥 한글'", "Korean outside gettext: 그냥 한글"),
        (bare.check, VIEWS, "x = f'{zones} 그냥'", "Korean outside gettext"),
        (bare.check, PAGE, "<p>그냥 한글</p>", "words outside a translation: 그냥 한글"),
        (bare.check, PAGE, "<p>Plain words</p>", "words outside a translation: Plain words"),
        (bare.check, PAGE, "<img src='x' alt='A zone'>", "words outside a translation: A zone"),
        (bare.check, PAGE, "{% button '저장' %}", "words outside a translation"),
        (bare.check, PAPER, '#text("그냥")', 'words outside a translation: #text("그냥")'),
        (bare.check, "frontend/src/app.ts", "alert('한글');", "Korean in a script"),
        (markup.check, PAGE, '<form method="post"></form>', "posts without csrf_token"),
        (markup.check, PAGE, '<p style="color: red">x</p>', "an inline style"),
        (markup.check, PAGE, '<button onclick="go()">x</button>', "an inline handler"),
        (markup.check, PAGE, "<script>go()</script>", "a script without src or nonce"),
        (markup.check, VIEWS, "x = '<p style=\"color: red\">'", "an inline style"),
        (markup.check_help, PAGE, "{% page_header _('구역') %}", "a page without help"),
        (markup.check_help, PAGE, "{% page_header x lead=help back=y %}", "a page without help"),
        (
            markup.check_floors,
            PAGE,
            "{% include 'sharing/month.html' %}",
            "uses the template sharing/month.html of outreach.sharing, which is not below",
        ),
        (markup.check_floors, VIEWS, "x = 'sharing/month.html'", "which is not below"),
        (
            writes.check,
            SERVICES,
            "@transaction.atomic\ndef f(viewer, *, now): return timezone.now()",
            "services.py:f: asks for the time",
        ),
        (
            writes.check,
            SERVICES,
            "@transaction.atomic\ndef f(*, now): pass",
            "services.py:f: a write takes (viewer, *, …, now)",
        ),
        (sizes.check, VIEWS, "\n" * 400, "make it a folder of nouns"),
        (
            personal_data.check_reveals,
            VIEWS,
            "x = person.name.reveal()",
            "zones/views.py: opens a sealed value",
        ),
        (sizes.check, "tests/long.py", "\n" * 400, "make it a folder of nouns"),
    ],
)
def test_a_check_of_ours_finds(
    house: Path, check: Check, path: str, fault: str, found: str
) -> None:
    known = before(check, house)
    if path == PO and "말" in fault and "아무도" not in fault:
        # Somebody has to say it, or the catalogue's fault would be another one.
        said = fault.split('msgid "')[1].split('"')[0]
        add(house, VIEWS, f"x = _('{said}')")
    add(house, path, fault)
    [new] = set(check(house)) - known
    assert found in new
    assert Path(path).name in new


def test_the_same_sentence_has_one_english(house: Path) -> None:
    other = "src/dongne/outreach/sharing/locale/en/LC_MESSAGES/django.po"
    for po, code, english in (
        (PO, VIEWS, "one"),
        (other, VIEWS.replace("zones", "sharing"), "another"),
    ):
        add(house, po, f'msgid "같은 말"\nmsgstr "{english}"')
        add(house, code, "x = _('같은 말')")
    assert any("says the same differently: 같은 말" in fault for fault in words.check(house))


IMPORTS = [
    # contract, file, what is written into it, what is said
    ("A floor may import", TOP, "import dongne.outreach.zones.public", "foundation is not"),
    ("A floor may import", "src/dongne/extras/__init__.py", "#", "dongne.extras"),
    ("Inside the foundation", TOP, "import dongne.foundation.papers.public", "places is not"),
    ("Inside the foundation", "src/dongne/foundation/extra/__init__.py", "#", "foundation.extra"),
    (
        "Inside delivery",
        "src/dongne/delivery/couriers/words.py",
        "import dongne.delivery.custody.public",
        "couriers.words -> dongne.delivery.custody.public",
    ),
    (
        "Inside outreach",
        "src/dongne/outreach/vocabulary/models.py",
        "import dongne.outreach.zones.public",
        "vocabulary.models -> dongne.outreach.zones.public",
    ),
    (
        "Inside web",
        "src/dongne/web/shell/views.py",
        "import dongne.web.jsonapi.urls",
        "shell.views -> dongne.web.jsonapi.urls",
    ),
    ("Inside a module", MODELS, "from . import services", "zones.models -> dongne"),
    ("Inside a module", "src/dongne/outreach/zones/utils.py", "#", "zones.utils"),
    (
        "Inside the shell",
        "src/dongne/web/shell/homes.py",
        "from . import views",
        "shell.homes -> dongne.web.shell.views",
    ),
    (
        "Inside the JSON interface",
        "src/dongne/web/jsonapi/problems.py",
        "from . import api",
        "jsonapi.problems -> dongne.web.jsonapi.api",
    ),
    (
        "Inside Open311",
        "src/dongne/web/open311/errors.py",
        "from . import views",
        "open311.errors -> dongne.web.open311.views",
    ),
    (
        "Inside the phone's page",
        "src/dongne/web/field/today.py",
        "from . import views",
        "field.today -> dongne.web.field.views",
    ),
    (
        "Inside the design",
        "src/dongne/design/charts.py",
        "from . import views",
        "design.charts -> dongne.design.views",
    ),
    (
        "Another module is entered",
        "src/dongne/outreach/sharing/services.py",
        "from dongne.outreach.fieldwork.models import Activity",
        "sharing.services imports dongne.outreach.fieldwork.models, which is not a door",
    ),
    (
        "States, rules and the library",
        "src/dongne/lib/ids.py",
        "import django.db",
        "dongne.lib is not allowed to import django",
    ),
    (
        "States, rules and the library",
        "src/dongne/outreach/fieldwork/rules.py",
        "import django.db",
        "fieldwork.rules is not allowed to import django",
    ),
]


def test_every_contract_finds_its_faults(house: Path) -> None:
    for _contract, path, fault, _found in IMPORTS:
        add(house, path, fault)
    said = run(house, "lint-imports", "--no-cache")
    for contract, _path, _fault, found in IMPORTS:
        assert re.search(rf"{contract}[^.]*? BROKEN", said)
        assert found in said
    assert "KEPT" not in said


@pytest.mark.parametrize(
    ("check", "path", "fault", "found"),
    [
        (
            "tables",
            TOP,
            "class Planted(models.Model):\n"
            "    zone = models.ForeignKey('zones.Zone', models.CASCADE)\n"
            "    dong = models.ForeignKey(Dong, models.CASCADE)\n"
            "    tenant_path = 'dong'\n    objects = TenantManager()",
            "places.Planted.zone: points up, from foundation.places to outreach.zones",
        ),
        (
            "tables",
            MODELS,
            "class Planted(models.Model):\n    zone = models.ForeignKey(Zone, models.CASCADE)",
            "zones.Planted.zone: leads to a dong, but has no tenant_path",
        ),
        (
            "tables",
            MODELS,
            "class Planted(models.Model):\n"
            "    zone = models.ForeignKey(Zone, models.CASCADE)\n"
            "    tenant_path = 'zone__dong'",
            "zones.Planted.objects: answers before for_viewer",
        ),
        (
            "tables",
            MODELS,
            "class Planted(models.Model):\n"
            "    zone = models.ForeignKey(Zone, models.CASCADE)\n"
            "    tenant_path = 'zone'\n    objects = TenantManager()",
            "zones.Planted: its tenant_path 'zone' does not lead to a dong",
        ),
        (
            "migrations",
            MODELS,
            "Zone.add_to_class('planted', models.IntegerField(default=0))",
            "models changed without a migration",
        ),
    ],
)
def test_a_check_of_tables_finds(
    house: Path, check: str, path: str, fault: str, found: str
) -> None:
    add(house, path, fault)
    assert found in run(house, "python", "-m", "tests.architecture", check)


def test_types_of_scripts_are_checked(house: Path) -> None:
    if not (ROOT / "frontend" / "node_modules").exists():
        pytest.skip("the front end has not been built here")
    for name in ("package.json", "tsconfig.json", "vite.config.ts", "build-steps", "node_modules"):
        (house / "frontend" / name).symlink_to(ROOT / "frontend" / name)
    assert scripts.check(house) == []
    add(house, "frontend/src/planted.ts", "export const n: number = 'one';")
    assert any("planted.ts" in line for line in scripts.check(house))


@pytest.mark.parametrize(
    ("command", "fault", "found"),
    [
        ("ruff check", "import os", "F401"),
        ("ruff check", "def f(x=[]):\n    return x", "B006"),
        ("ruff format --check", "x = {  'a':1 }", "would be reformatted"),
        ("mypy", "def f(x):\n    return x", "missing a type"),
        ("mypy", "x: int = 'one'", "Incompatible types"),
    ],
)
def test_a_tool_finds(house: Path, command: str, fault: str, found: str) -> None:
    add(house, "src/dongne/lib/planted.py", fault)
    said = run(house, *command.split(), "src/dongne/lib/planted.py")
    assert "planted.py:1" in said
    assert found in said


def test_a_route_without_a_row_is_found(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.architecture.planted_urls"
    [fault] = routes.check()
    assert fault.startswith("GET planted: no row")
