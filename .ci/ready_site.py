"""Make a built site ready for a host that takes what it finds: headers by a file, and texts packed once for all readers.

    python3 .ci/ready_site.py FOLDER [--nginx FILE]

Writes FOLDER/_headers, which Netlify and Cloudflare Pages read, and beside each text a .gz, with `brotli` also a .br,
which GitLab Pages, nginx and Caddy send. With --nginx the headers stand in a file for nginx, too.
"""

import argparse
import gzip
import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
ADDRESSED = re.compile(r"\.[0-9a-f]{8}\.(?:min\.)?(?:css|js)$")  # the name changes with the content
TEXTS = {".html", ".css", ".js", ".json", ".xml", ".svg", ".csv", ".txt", ".md", ".atom"}
EMBED = "embed"  # pages that others may frame
POLICY_NAME = "Content-Security-Policy"
SMALL = 1_000  # bytes; less is sent as fast as it is
FOR_EVER = "public, max-age=31536000, immutable"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def main() -> int:
    """Write all of it."""
    parser = argparse.ArgumentParser("ready_site.py", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--nginx", type=Path)
    options = parser.parse_args()
    policy, framed = find_policy(options.folder), find_framed_policy(options.folder)
    files = sorted(path for path in options.folder.rglob("*") if path.is_file())
    for path in files:
        if path.suffix in TEXTS and path.stat().st_size > SMALL:
            pack(path)
    names = [path.relative_to(options.folder).as_posix() for path in files]
    (options.folder / "_headers").write_text(write_headers(policy, framed, names), encoding="utf-8")
    if options.nginx:
        options.nginx.write_text(write_nginx(policy, framed), encoding="utf-8")
    return 0


def find_policy(folder: Path) -> str:
    """What a page may do, as a header; a header can also say what no page can, that nobody may frame it."""
    return f"{read_policy(folder / 'index.html')}frame-ancestors 'none'"


def find_framed_policy(folder: Path) -> str:
    """The same for pages that others may frame; "" if there are none."""
    page = next(iter(sorted((folder / EMBED).rglob("*.html"))), None)
    return f"{read_policy(page)}frame-ancestors *" if page else ""


def read_policy(page: Path) -> str:
    """The policy that a page states."""
    found = POLICY.search(page.read_text(encoding="utf-8"))
    return html.unescape(found[1]) + "; " if found else ""


def write_headers(policy: str, framed: str, names: list[str]) -> str:
    """The file of Netlify and Cloudflare Pages. They join what several lines say of a page, so that no line may say too much."""
    parts = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    if framed:
        tops = sorted({f"/{top}/*" if rest else f"/{top}" for top, _, rest in (name.partition("/") for name in names)})
        pages = ["/", *(top for top in tops if top.endswith(("/*", ".html")) and top != f"/{EMBED}/*")]
        for page in pages:
            parts += [page, f"  {POLICY_NAME}: {policy}"]
        parts += [f"/{EMBED}/*", f"  {POLICY_NAME}: {framed}"]
    else:
        parts += [f"  {POLICY_NAME}: {policy}"]
    for name in filter(ADDRESSED.search, names):
        parts += [f"/{name}", f"  Cache-Control: {FOR_EVER}"]
    return "\n".join(parts) + "\n"


def write_nginx(policy: str, framed: str) -> str:
    """The same for nginx."""
    lines = [f'set $policy "{policy}";']
    lines += [f'if ($uri ~ "^/{EMBED}/") {{ set $policy "{framed}"; }}'] if framed else []
    lines += [f'add_header {name} "{value}" always;' for name, value in (*HEADERS.items(), (POLICY_NAME, "$policy"))]
    return "\n".join(lines) + "\n"


def pack(path: Path) -> None:
    """A text as gzip and brotli send it."""
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    if brotli := shutil.which("brotli"):
        subprocess.run([brotli, "--force", "--best", "--keep", str(path)], check=True)


if __name__ == "__main__":
    sys.exit(main())
