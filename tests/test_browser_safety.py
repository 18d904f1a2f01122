"""What the browser app must not let happen: who comes in, what is stored where, and text that would like to act."""

import http.client
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studyground.assistant.answer import Answer, Citation, Sentence
from studyground.errors import InputError, StudygroundError
from studyground.settings import Settings
from studyground.ui.browser.answer_view import conversation_view
from studyground.ui.browser.conversations import answer_from_json
from studyground.ui.browser.markup import esc, small_markdown
from studyground.ui.browser.passwords import Users, hashed, read_users
from studyground.ui.browser.serve import is_local, serve
from studyground.ui.browser.uploads import harmless_name
from tests.browser_session import Served, guide_data, served, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

slow = pytest.mark.slow
HOSTILE = """# <script>window.hacked = 1</script> Heading ${window.hacked = 2} {{constructor.constructor('window.hacked=3')()}}

## Attacks <img src=x onerror="window.hacked = 4">

The zebra protocol uses port 4711 </p><script>window.hacked = 5</script><img src="http://127.0.0.1:9/pixel.png">.
The zebra key is [click me](javascript:window.hacked=6) and ![picture](http://127.0.0.1:9/p.gif) "onclick="window.hacked=7.
The zebra tag is <svg onload="window.hacked = 8"></svg> and ends with `${window.hacked = 9}` and {{7*7}} and \\${x}.

- The zebra list holds <iframe src="javascript:parent.hacked=10"></iframe> and <a href="javascript:hacked=11">one item</a>.
"""


class Tags(HTMLParser):
    """Collects the tags and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def tags_of(markup: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(markup)
    parser.close()
    return parser.seen


@given(st.text())
def test_no_text_becomes_a_tag(text: str) -> None:
    assert tags_of(f'<p title="{esc(text)}">{esc(text)}</p>')[0][0] == "p"
    assert len(tags_of(f'<p title="{esc(text)}">{esc(text)}</p>')) == 1


@given(st.text(alphabet="<>[]()!*-`\\\"'&;{}$ \n1a:/jscriptonerror="))
def test_an_answer_brings_only_our_own_tags(text: str) -> None:
    allowed = {"p", "ul", "ol", "li", "strong"}
    for tag, attributes in tags_of(small_markdown(text, {})):
        assert tag in allowed
        assert not attributes


@given(st.text(min_size=1), st.text(), st.text())
def test_a_conversation_of_hostile_texts(question: str, sentence: str, name: str) -> None:
    cited = Citation(1, name, name, (name,), None, 0, 1, sentence)
    answer = Answer(question, question, "answered", f"{sentence} [1]", (Sentence(sentence, (1,), 1.0),), (cited,), 0.9)
    for tag, attributes in tags_of(conversation_view([answer])):
        assert tag not in ("script", "img", "iframe", "svg", "object", "a", "style", "link")
        assert not [key for key in attributes if key.startswith("on") or key in ("href", "src", "srcdoc")]
    assert answer_from_json(json.loads(json.dumps(answer.to_json()))).question == question


@given(st.text(max_size=300))
def test_an_uploads_name_stays_in_its_folder(name: str) -> None:
    try:
        path = harmless_name(name + ".md")
    except InputError:
        return
    assert not path.is_absolute()
    assert all(part not in ("..", ".") and not part.startswith(".") and "\x00" not in part for part in path.parts)
    assert (Path("/home/folder") / path).resolve().is_relative_to("/home/folder")
    assert len(path.name) <= 102


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.md", "etc/passwd.md"),
        ("C:\\Users\\me\\notes.txt", "C_/Users/me/notes.txt"),
        ("/absolute/path.pdf", "absolute/path.pdf"),
        (".hidden.md", "hidden.md"),
        ("con.txt", "_con.txt"),
        ("a\x00b<script>.html", "a_b_script_.html"),
    ],
)
def test_names_of_uploads(name: str, kept: str) -> None:
    assert harmless_name(name).as_posix() == kept


@pytest.mark.parametrize("name", ["run.exe", "page.php", "x.svg", "", "..", "archive.zip"])
def test_kinds_that_are_refused(name: str) -> None:
    with pytest.raises(InputError):
        harmless_name(name)


def test_passwords_are_kept_as_scrypt(tmp_path: Path) -> None:
    file = tmp_path / "users"
    file.write_text(f"# people\nada:{hashed('correct horse')}\n\nbob:{hashed('battery staple')}\n")
    users = read_users(file)
    assert isinstance(users, Users)
    assert users.first == "ada"
    assert users.check("ada", "correct horse")
    assert not users.check("ada", "battery staple")
    assert not users.check("eve", "correct horse")
    assert "correct" not in file.read_text()


@pytest.mark.parametrize(
    "text", ["", "ada", "ada:plain", "ada:scrypt$2$8$1$AAAA$AAAA", "a b:" + "scrypt$32768$8$1$AAAAAAAAAAAAAAAA$AAAA"]
)
def test_an_auth_file_that_is_wrong_is_said(tmp_path: Path, text: str) -> None:
    file = tmp_path / "users"
    file.write_text(text + "\n")
    with pytest.raises(InputError) as said:
        read_users(file)
    assert str(file) in str(said.value)


def test_an_entry_is_made_by_its_command(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "studyground.ui.browser.passwords"]
    done = subprocess.run([*command, "ada"], input="long enough\n", capture_output=True, text=True, check=False)
    assert done.returncode == 0
    (tmp_path / "users").write_text(done.stdout)
    assert read_users(tmp_path / "users").check("ada", "long enough")
    assert (
        subprocess.run([*command, "ada"], input="short\n", capture_output=True, text=True, check=False).returncode == 1
    )


def test_others_are_not_let_in_by_chance(tmp_path: Path) -> None:
    with pytest.raises(StudygroundError, match="--auth"):
        serve(Settings(data=tmp_path), "0.0.0.0", 0, None, False)
    assert is_local("127.0.0.1") and is_local("localhost") and is_local("::1")
    assert not is_local("0.0.0.0") and not is_local("192.168.1.7") and not is_local("example.org")


@pytest.fixture(scope="module")
def app(small_index: Any, data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    place = guide_data(data_folder / "encoders", tmp_path_factory.mktemp("safe") / "data")
    with served("--index", small_index.folder, data=place) as running:
        yield running


def fetch(
    app: Served, path: str, method: str = "GET", body: Any = None, **headers: str
) -> tuple[int, bytes, dict[str, str]]:
    connection = http.client.HTTPConnection(urlsplit(app.address).netloc, timeout=60)
    connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    read = answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
    connection.close()
    return read


@slow
def test_files_of_the_computer_are_not_served(app: Served, small_index: Any) -> None:
    for path in (
        "/gradio_api/file=/etc/passwd", f"/gradio_api/file={small_index.guides}/bees.md", "/file=/etc/passwd",
        "/gradio_api/upload", "/gradio_api/proxy=http://127.0.0.1:9/", "/studyground/assets/../serve.py",
        "/studyground/assets/%2e%2e/serve.py", "/gradio_api/info", "/openapi.json", "/docs", "/gradio_api/openapi.json",
    ):  # fmt: skip
        assert fetch(app, path)[0] in (404, 405), path
    assert fetch(app, "/gradio_api/upload", "POST", b"x")[0] == 404


@slow
def test_other_hosts_and_other_pages_are_refused(app: Served) -> None:
    assert fetch(app, "/", Host="evil.example")[0] == 421
    assert fetch(app, "/studyground/files?name=a.md", "POST", b"x", Origin="http://evil.example")[0] == 403
    assert fetch(app, "/gradio_api/queue/join", "POST", b"{}", Origin="null")[0] == 403
    status, page, headers = fetch(app, "/")
    assert status == 200
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "HttpOnly" in headers["set-cookie"]
    assert not re.findall(rb"https?://(?!127\.0\.0\.1)[\w.]+\.\w+[^\"' ]*", page.split(b"window.gradio_config")[0])
    assert fetch(app, "/studyground/files?name=a.md", "POST", b"x")[1].startswith(b'{"problem":"This browser keeps no')


@slow
def test_uploads_are_limited(app: Served) -> None:
    cookie = fetch(app, "/")[2]["set-cookie"].split(";")[0]
    refused = fetch(app, "/studyground/files?collection=&name=a.md", "POST", b"text", Cookie=cookie)[1]
    assert b"problem" in refused


@slow
def test_users_log_in(small_index: Any, data_folder: Path, tmp_path: Path, browser: "Browser") -> None:
    users = tmp_path / "users"
    users.write_text(f"ada:{hashed('correct horse')}\nbob:{hashed('battery staple')}\n")
    place = guide_data(data_folder / "encoders", tmp_path / "data")
    with served("--index", small_index.folder, "--auth", users, data=place) as app:
        assert fetch(app, "/")[0] == 303
        assert fetch(app, "/config")[0] == 401
        assert fetch(app, "/gradio_api/queue/join", "POST", b"{}")[0] == 401
        assert fetch(app, "/studyground/bank/csv")[0] == 401
        with watched(browser, app.address) as one:
            page = one.page
            page.goto(app.address)
            page.get_by_label("Name").fill("ada")
            page.get_by_label("Password").fill("wrong password")
            page.get_by_role("button", name="Log in").click()
            page.get_by_role("alert").wait_for()
            one.problems.clear()  # the browser notes the 401
            page.get_by_label("Password").fill("correct horse")
            page.get_by_role("button", name="Log in").click()
            page.locator("#sg-question textarea").wait_for()
            assert "18 kilograms" in one.ask("How much honey does a colony need for the winter?").inner_text()
            page.get_by_role("button", name="Log out").click()
            page.get_by_label("Password").wait_for()
            assert one.problems == []
            assert one.foreign == []
        for _ in range(6):
            status = fetch(app, "/studyground/login", "POST", b"name=bob&password=guess",
                           Content_Type="application/x-www-form-urlencoded")[0]  # fmt: skip
        assert status == 429


@slow
def test_a_hostile_guide_does_nothing(data_folder: Path, tmp_path: Path, browser: "Browser", run: Any) -> None:
    guides = tmp_path / "guides"
    guides.mkdir()
    (guides / "<img src=x onerror=hacked=12>.md").write_text(HOSTILE, encoding="utf-8")
    (guides / "calm.md").write_text(
        "# Calm\n\nThe calm protocol uses port 99 and nothing else at all.\n", encoding="utf-8"
    )
    index = tmp_path / "index"
    assert run("ingest", guides, "--index", index).returncode == 0
    place = guide_data(data_folder / "encoders", tmp_path / "data")
    with served("--index", index, data=place) as app, watched(browser, app.address) as one:
        page = one.open()
        for question in (
            "Which port does the zebra protocol use?", "What is the zebra key?", "What is the zebra tag?",
            "What does the zebra list hold?", "<img src=x onerror=hacked=13> ${hacked=14} {{hacked}} zebra?",
        ):  # fmt: skip
            one.ask(question)
        for cite in page.locator(".sg-cite, .sg-near").all():
            cite.click()
            page.locator(".sg-text").wait_for()
            cite.hover()
        for tab in ("Library", "Practice", "Exam", "Progress"):
            one.show(tab)
            page.wait_for_timeout(500)
        one.show("Library")
        page.get_by_role("button", name="Look inside").first.click()
        page.locator(".sg-inside").wait_for()
        assert page.evaluate("typeof window.hacked") == "undefined"
        assert (
            page.locator(
                ".sg img, .sg iframe, .sg script, .sg a[href^=javascript], .sg [onerror], .sg [onload]"
            ).count()
            == 0
        )
        assert "${window.hacked = 2}" in page.content()
        assert one.problems == []
        assert one.foreign == []


@slow
def test_only_asking_streams(app: Served) -> None:
    """Streams share a connection, and one that ends can swallow the reply to a click: clicks are answered directly."""
    config = json.loads(fetch(app, "/config")[1])
    names = {part["id"]: part["props"].get("elem_id") for part in config["components"]}
    streamed = {names[at] for one in config["dependencies"] if one["queue"] for at, _ in one["targets"]}
    direct = {names[at] for one in config["dependencies"] if not one["queue"] for at, _ in one["targets"] if at}
    assert streamed == {"sg-question", "sg-send", "sg-log"}
    assert {"sg-library-documents", "sg-practice-question", "sg-drawer", "sg-model-surface"} <= direct


@slow
def test_twenty_people_at_once(app: Served) -> None:
    """Each asks another question through the server's own queue; each gets the answer to theirs and no other."""
    config = json.loads(fetch(app, "/config")[1])
    box = next(part["id"] for part in config["components"] if part["props"].get("elem_id") == "sg-question")
    asking = next(dependency["id"] for dependency in config["dependencies"] if [box, "submit"] in dependency["targets"])
    facts = (
        "How many eggs does the queen lay a day?",
        "How high is the tower?",
        "Who was Ada Holm?",
        "What are drones?",
    )
    answers: dict[int, tuple[str, float]] = {}

    def learner(number: int) -> None:
        cookie = fetch(app, "/")[2]["set-cookie"].split(";")[0]
        question = f"{facts[number % 4]} (learner {number}.)"
        body = json.dumps({"data": [question], "fn_index": asking, "session_hash": f"s{number}", "trigger_id": box})
        started = time.perf_counter()
        joined = fetch(app, "/gradio_api/queue/join", "POST", body, Content_Type="application/json", Cookie=cookie)
        assert joined[0] == 200, joined
        stream = fetch(app, f"/gradio_api/queue/data?session_hash=s{number}", Cookie=cookie)[1].decode()
        answers[number] = (stream, time.perf_counter() - started)

    threads = [threading.Thread(target=learner, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 20
    for number, (stream, _) in answers.items():
        named = set(re.findall(r"learner (\d+)\.", stream))
        assert named == {str(number)}
        assert "sg-actions" in stream or "append" in stream
    assert sorted(taken for _, taken in answers.values())[-1] < 10
