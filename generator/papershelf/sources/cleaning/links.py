"""Which links an abstract holds, and what stands behind each: code, a project's page, or something else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from papershelf.model import Link, LinkKind
from papershelf.text import Address, find_addresses

_CODE_HOSTS = re.compile(
    r"(?:^|\.)(?:github\.com|githubusercontent\.com|gitlab\.[\w.]+|bitbucket\.org|codeberg\.org|gitee\.com|sourceforge\.net"
    r"|sr\.ht|huggingface\.co|hf\.co|modelscope\.cn|anonymous\.4open\.science)$|^(?:git|gitlab|code)\."
)
_PROJECT_HOSTS = re.compile(
    r"(?:^|\.)(?:github\.io|gitlab\.io|sites\.google\.com|netlify\.app|vercel\.app|pages\.dev|readthedocs\.io"
    r"|notion\.site|hf\.space|webflow\.io|weebly\.com|wixsite\.com)$"
)
_OTHER_HOSTS = re.compile(
    r"(?:^|\.)(?:arxiv\.org|doi\.org|openreview\.net|aclanthology\.org|wikipedia\.org|youtube\.com|youtu\.be|vimeo\.com"
    r"|zenodo\.org|kaggle\.com|figshare\.com|drive\.google\.com|docs\.google\.com|dropbox\.com|medium\.com)$"
)
# On a host of the authors' own, what they say they put there makes it the project's page.
_OWN_PAGE = re.compile(
    r"\b(?:projects?|web\s?(?:page|site)|home\s?page|demos?|codes?|codebase|implementations?|source|toolkit|library"
    r"|checkpoints|weights)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]\s")


def find_links(text: str) -> tuple[Link, ...]:
    """Return the http and https links of a cleaned text, in order, each once."""
    links = (Link(_kind(text, address), address.url) for address in find_addresses(text))
    return tuple({link.url: link for link in reversed(tuple(links))}.values())[::-1]


def _kind(text: str, address: Address) -> LinkKind:
    parts = urlsplit(address.url)
    host = parts.hostname or ""
    if _PROJECT_HOSTS.search(host):
        return "project"
    if _CODE_HOSTS.search(host):
        return "other" if parts.path.startswith(("/datasets/", "/papers/")) else "code"
    if _OTHER_HOSTS.search(host):
        return "other"
    sentence = _SENTENCE_END.split(text[max(0, address.start - 120) : address.start])[-1]
    return "project" if _OWN_PAGE.search(sentence) else "other"
