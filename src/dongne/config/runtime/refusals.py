"""One clear sentence, in Korean and English, for everything that keeps the program from starting.

Django's translations are not loaded yet when these are said, so both languages stand here.
"""

from pathlib import Path


class Refusal(Exception):
    """The program can't go on, and the reader can do something about it."""

    def __init__(self, korean: str, english: str) -> None:
        super().__init__(english)
        self.korean = korean
        self.english = english

    def __str__(self) -> str:
        return f"동네: {self.korean}\nDongne: {self.english}"


def already_running(folder: Path) -> Refusal:
    return Refusal(
        f"이 데이터 폴더로 이미 실행 중입니다. 먼저 그쪽을 끝내 주세요: {folder}",
        f"Already running on this data folder; stop that one first: {folder}",
    )


def port_busy(host: str, port: int) -> Refusal:
    return Refusal(
        f"{host}의 {port}번 포트를 다른 프로그램이 쓰고 있습니다. PORT로 다른 번호를 정해 주세요.",
        f"Port {port} on {host} is used by another program; choose another one with PORT.",
    )


def bad_port(text: str) -> Refusal:
    return Refusal(
        f"PORT는 1부터 65535까지의 숫자여야 합니다. 지금 값: {text}",
        f"PORT must be a number from 1 to 65535, not: {text}",
    )


def half_a_certificate() -> Refusal:
    return Refusal(
        "DONGNE_TLS_CERT와 DONGNE_TLS_KEY를 함께 정해 주세요.",
        "Set DONGNE_TLS_CERT and DONGNE_TLS_KEY together.",
    )


def no_room(folder: Path, needed_mb: int) -> Refusal:
    return Refusal(
        f"디스크에 빈자리가 모자랍니다. {needed_mb} MB 이상을 비워 주세요: {folder}",
        f"The disk is full; free at least {needed_mb} MB for: {folder}",
    )


def folder_closed(folder: Path) -> Refusal:
    return Refusal(
        f"이 폴더를 읽고 쓸 수 없습니다. 소유자와 권한을 확인해 주세요: {folder}",
        f"This folder cannot be read and written; check its owner and permissions: {folder}",
    )


def file_closed(file: Path) -> Refusal:
    return Refusal(
        f"이 파일을 읽을 수 없습니다. 경로와 권한을 확인해 주세요: {file}",
        f"This file cannot be read; check its path and permissions: {file}",
    )


def keys_are_there(file: Path) -> Refusal:
    return Refusal(
        f"열쇠 파일이 이미 있어 새로 만들지 않았습니다: {file}",
        f"There is a key file already; it was left alone: {file}",
    )


def newer_server(folder: Path, theirs: str, ours: str) -> Refusal:
    return Refusal(
        f"데이터 폴더가 더 새로운 PostgreSQL {theirs}의 것입니다(이 프로그램은 {ours}). "
        f"새 버전의 동네로 실행해 주세요: {folder}",
        f"The data folder was written by a newer PostgreSQL, {theirs} (this program has {ours}); "
        f"run the newer Dongne: {folder}",
    )


def older_server(folder: Path, theirs: str, ours: str) -> Refusal:
    return Refusal(
        f"데이터 폴더가 예전 PostgreSQL {theirs}의 것입니다(이 프로그램은 {ours}). "
        f"이전 버전의 동네로 백업한 뒤 복원해 주세요: {folder}",
        f"The data folder was written by an older PostgreSQL, {theirs} (this program has {ours}); "
        f"back it up with the Dongne that wrote it and restore it here: {folder}",
    )


def newer_program(theirs: str, ours: str) -> Refusal:
    return Refusal(
        f"이 데이터는 더 새로운 동네({theirs})가 쓴 것입니다. 지금 버전({ours})보다 새 버전으로 "
        "실행해 주세요.",
        f"This data was written by a newer Dongne ({theirs}) than this one ({ours}); "
        "run the newer version.",
    )


def server_too_old(version: str, least: int) -> Refusal:
    return Refusal(
        f"DATABASE_URL의 PostgreSQL이 {version}입니다. {least} 이상이 필요합니다.",
        f"The PostgreSQL of DATABASE_URL is {version}; {least} or newer is needed.",
    )


def database_away(reason: str) -> Refusal:
    return Refusal(
        f"DATABASE_URL의 데이터베이스에 연결할 수 없습니다: {reason}",
        f"The database of DATABASE_URL cannot be reached: {reason}",
    )


def server_fails(reason: str, log: Path) -> Refusal:
    return Refusal(
        f"내장 데이터베이스가 시작되지 않습니다: {reason} (기록: {log})",
        f"The embedded database does not start: {reason} (log: {log})",
    )


def server_away(folder: Path) -> Refusal:
    return Refusal(
        f"이 데이터 폴더의 데이터베이스가 실행 중이 아닙니다: {folder}",
        f"The database of this data folder is not running: {folder}",
    )


def cluster_missing(home: Path) -> Refusal:
    return Refusal(
        f"이 데이터 폴더의 데이터베이스가 있던 자리가 비어 있습니다. 되돌려 놓아 주세요: {home}",
        f"The database of this data folder is gone from its place; put it back: {home}",
    )


def cluster_unreachable(home: Path) -> Refusal:
    return Refusal(
        "데이터베이스 사용자가 자기 폴더까지 들어갈 수 없습니다. "
        f"위 폴더들의 통과 권한(x)을 되돌려 주세요: {home}",
        "The database's user cannot reach its folder; give back the right to pass (x) through the "
        f"folders above: {home}",
    )


def cannot_step_down(reason: str) -> Refusal:
    return Refusal(
        f"관리자(root)로는 PostgreSQL을 실행할 수 없고 다른 사용자로 바꿀 수도 없습니다({reason}). "
        "일반 사용자로 실행하거나 DATABASE_URL을 정해 주세요.",
        f"PostgreSQL does not run as root, and this process may not become another user "
        f"({reason}); run as an ordinary user or set DATABASE_URL.",
    )


def build_fails(what: str) -> Refusal:
    return Refusal(
        f"준비 단계가 실패했습니다: {what}. 위의 기록을 확인해 주세요.",
        f"A step of the build failed: {what}; see its messages above.",
    )


def process_keeps_failing(name: str) -> Refusal:
    return Refusal(
        f"{name} 프로세스가 시작하자마자 거듭 끝나서 멈춥니다. 위의 기록을 확인해 주세요.",
        f"The {name} process ends again and again as soon as it starts; see its messages above.",
    )


def system_says(error: OSError) -> Refusal:
    place = f": {error.filename}" if error.filename else ""
    return Refusal(
        f"운영체제가 거절했습니다({error.strerror}){place}",
        f"The operating system refused ({error.strerror}){place}",
    )
