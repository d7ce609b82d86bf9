"""The settings for hosts name what is there, and a server sends the site with its policy, packed, and for how long."""

import gzip
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest
import yaml

ROOT = Path(__file__).parents[1]
POLICY = "default-src 'none'; script-src 'self' 'sha256-x='"
PAGE = f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{POLICY}"><title>A</title>{"word " * 300}'
FRAMED = "default-src 'none'; style-src 'self'"
FRAMED_PAGE = f'<meta http-equiv="Content-Security-Policy" content="{FRAMED}"><title>Chart</title>'
FILES = {
    "index.html": PAGE,
    "about/index.html": PAGE,
    "404.html": "<title>Not here</title>",
    "embed/chart/index.html": FRAMED_PAGE,
    "assets/styles.0a1b2c3d.css": "a{}" * 500,
    "assets/later.js": "1",
    "data/figures.csv": "a,b\n" * 500,
    "changes.atom": "<feed/>",
    ".git/config": "secret",
    ".factbook-site": "mark",
    ".well-known/security.txt": "Contact: x",
}


@pytest.fixture
def site(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    command = [sys.executable, ROOT / ".ci/ready_site.py", tmp_path / "site", "--nginx", tmp_path / "headers.conf"]
    subprocess.run(command, check=True)
    return tmp_path / "site"


def test_texts_are_packed_and_what_is_small_or_no_text_is_not(site):
    assert gzip.decompress((site / "index.html.gz").read_bytes()).decode() == PAGE
    packed = {path.relative_to(site).as_posix() for path in site.rglob("*.gz")}
    assert packed == {"index.html.gz", "about/index.html.gz", "assets/styles.0a1b2c3d.css.gz", "data/figures.csv.gz"}


def test_the_headers_have_the_policy_of_the_pages_and_say_what_never_changes(site):
    headers = (site / "_headers").read_text(encoding="utf-8")
    assert headers.startswith("/*\n")
    assert f"  Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n" in headers
    assert headers.endswith("/assets/styles.0a1b2c3d.css\n  Cache-Control: public, max-age=31536000, immutable\n")


def test_the_settings_for_hosts_run_the_one_script_that_is_there():
    lab = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))["pages"]
    docs = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text(encoding="utf-8"))["build"]
    netlify = tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))["build"]
    container = (ROOT / ".ci/Containerfile").read_text(encoding="utf-8")
    assert lab["variables"]["GIT_DEPTH"] == "0"
    assert lab["artifacts"]["paths"] == ["public"]
    assert lab["script"][0].split()[-1] == "public"
    assert netlify["command"].split()[-1] == netlify["publish"]
    for command in (lab["script"][0], docs["commands"][0], netlify["command"]):
        assert command.startswith("bash .ci/build_for ")
        assert len(command.split()) == 4
    named = {*re.findall(r"\.ci/[\w.]+", container)}
    assert named == {".ci/Containerfile", ".ci/build_for", ".ci/ready_site.py", ".ci/nginx.conf"}
    assert all((ROOT / name).is_file() for name in named)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "has no address of its own yet: 'https://example.org/'"),
        ("/", "has no address of its own yet"),
        ("https://example.org/shop/", "has no address of its own yet"),
        ("example.net", "is no address that begins with https:// and ends with /"),
        ("https://example.net", "ends with /"),
    ],
)
def test_a_build_for_publishing_is_refused_without_an_address_of_ones_own(tmp_path, address, said):
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "dev.py").write_text("")
    done = subprocess.run(
        ["bash", ".ci/build_for", address, "site"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert said in done.stderr
    line = (ROOT / "mkdocs.yml").read_text().splitlines().index("site_url: https://example.org/") + 1
    assert "example.org" not in done.stderr or done.stderr.startswith(f"mkdocs.yml:{line}: ")


def test_the_workflow_publishes_for_the_address_that_pages_has():
    jobs = yaml.safe_load((ROOT / ".github/workflows/test.yml").read_text(encoding="utf-8"))["jobs"]
    steps = jobs["test"]["steps"]
    asked = next(step for step in steps if step.get("id") == "address")
    built = next(step for step in steps if ".ci/build_for" in step.get("run", ""))
    packed = next(step for step in steps if "upload-pages-artifact" in step.get("uses", ""))
    assert asked["uses"].startswith("actions/configure-pages@")
    assert built["env"]["ADDRESS"] == "${{ steps.address.outputs.base_url }}"
    assert built["run"].split()[-1] == packed["with"]["path"].rstrip("/")
    assert jobs["test"]["permissions"] == {"contents": "read", "pages": "read"}


# A server with the settings of the image


@pytest.fixture
def ask(site, tmp_path):
    if not shutil.which("nginx"):
        pytest.skip("there is no nginx here")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    text = (ROOT / ".ci/nginx.conf").read_text(encoding="utf-8")
    text = re.sub(r"(?<= )/(?:srv|tmp)/", f"{tmp_path}/", text).replace("listen 8080", f"listen 127.0.0.1:{port}")
    text = text.replace("error_log stderr", f"error_log {tmp_path}/log")
    modules = [path.name for path in Path("/etc/nginx/modules-enabled").glob("*brotli-static*")]
    text = text if modules else text.replace("brotli_static on;", "")
    (tmp_path / "nginx.conf").write_text(text if os.geteuid() else f"user root;\n{text}")
    tmp_path.chmod(0o755)
    server = subprocess.Popen(["nginx", "-c", tmp_path / "nginx.conf", "-g", "daemon off;"])

    def ask(path, encoding="identity"):
        request = Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": encoding})
        try:
            with urlopen(request, timeout=20) as answer:  # noqa: S310
                return answer.status, answer.headers, answer.read()
        except HTTPError as error:
            return error.code, error.headers, error.read()

    end = time.monotonic() + 20
    while True:
        try:
            ask("/")
            break
        except URLError:
            assert time.monotonic() < end
            assert server.poll() is None
            time.sleep(0.05)
    yield ask
    server.terminate()
    server.wait()


def test_a_page_that_others_may_frame_has_a_policy_of_its_own(site, ask):
    headers = ask("/embed/chart/")[1]
    assert headers.get_all("Content-Security-Policy") == [f"{FRAMED}; frame-ancestors *"]
    blocks = re.findall(
        r"^(/\S*)\n  Content-Security-Policy: (.*)$", (site / "_headers").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert [value for path, value in blocks if path == "/embed/*"] == [f"{FRAMED}; frame-ancestors *"]
    others = {path: value for path, value in blocks if path != "/embed/*"}
    assert {"/", "/index.html", "/404.html", "/about/*"} <= set(others)
    assert set(others.values()) == {f"{POLICY}; frame-ancestors 'none'"}


@pytest.mark.parametrize("path", ["/", "/about/", "/nowhere/", "/assets/later.js"])
def test_every_answer_has_the_policy(ask, path):
    _, headers, _ = ask(path)
    assert headers["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "nginx/" not in headers["Server"]


def test_what_is_packed_is_sent_packed_to_those_who_take_it(ask):
    _, headers, content = ask("/", "gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(content).decode() == PAGE
    assert headers["Vary"] == "Accept-Encoding"
    _, headers, content = ask("/")
    assert (headers["Content-Encoding"], content.decode()) == (None, PAGE)


@pytest.mark.skipif(not shutil.which("brotli"), reason="there is no brotli here")
def test_brotli_is_sent_to_those_who_take_it(ask, site):
    _, headers, content = ask("/about/", "br, gzip")
    assert headers["Content-Encoding"] == "br"
    assert content == (site / "about/index.html.br").read_bytes()


def test_what_has_its_digest_in_its_name_is_kept_and_all_else_is_asked_for(ask):
    assert ask("/assets/styles.0a1b2c3d.css")[1]["Cache-Control"] == "public, max-age=31536000, immutable"
    for path in ("/", "/assets/later.js", "/data/figures.csv"):
        assert ask(path)[1]["Cache-Control"] == "no-cache"


def test_kinds_are_named(ask):
    kinds = {path: ask(path)[1]["Content-Type"] for path in ("/", "/data/figures.csv", "/changes.atom")}
    assert kinds["/"] == "text/html; charset=utf-8"
    assert kinds["/data/figures.csv"].startswith("text/csv")
    assert kinds["/changes.atom"].startswith("application/atom+xml")


def test_what_is_not_there_or_hidden_is_not_found(ask):
    for path in ("/nowhere/", "/.git/config", "/.factbook-site", "/_headers"):
        status, _, content = ask(path)
        assert (status, content.decode()) == (404, FILES["404.html"])
    assert ask("/.well-known/security.txt")[0] == 200
    assert ask("/about")[1]["Location"] in (None, "/about/")
