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
    headers = {**HEADERS, **find_policy(options.folder)}
    files = sorted(path for path in options.folder.rglob("*") if path.is_file())
    for path in files:
        if path.suffix in TEXTS and path.stat().st_size > SMALL:
            pack(path)
    names = [path.relative_to(options.folder).as_posix() for path in files]
    (options.folder / "_headers").write_text(write_headers(headers, names), encoding="utf-8")
    if options.nginx:
        options.nginx.write_text(write_nginx(headers), encoding="utf-8")
    return 0


def find_policy(folder: Path) -> dict[str, str]:
    """What a page may do, as a header; a header can also say what no page can, that nobody may frame it."""
    found = POLICY.search((folder / "index.html").read_text(encoding="utf-8"))
    own = html.unescape(found[1]) + "; " if found else ""
    return {"Content-Security-Policy": f"{own}frame-ancestors 'none'"}


def write_headers(headers: dict[str, str], names: list[str]) -> str:
    """The file of Netlify and Cloudflare Pages."""
    parts = ["/*", *(f"  {name}: {value}" for name, value in headers.items())]
    for name in filter(ADDRESSED.search, names):
        parts += [f"/{name}", f"  Cache-Control: {FOR_EVER}"]
    return "\n".join(parts) + "\n"


def write_nginx(headers: dict[str, str]) -> str:
    """The same for nginx."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in headers.items())


def pack(path: Path) -> None:
    """A text as gzip and brotli send it."""
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    if brotli := shutil.which("brotli"):
        subprocess.run([brotli, "--force", "--best", "--keep", str(path)], check=True)


if __name__ == "__main__":
    sys.exit(main())
