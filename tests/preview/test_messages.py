import logging
from pathlib import Path

import jinja2
import pytest
from mkdocs.exceptions import Abort

from papershelf.errors import InputError, Problem, SiteError
from papershelf.preview.messages import drain_log, problems_of
from papershelf.site.builder import load_site_config, mkdocs_log
from tests.world import save


def raised(act, *arguments: object) -> Exception:
    with pytest.raises(Exception) as caught:  # noqa: PT011
        act(*arguments)
    return caught.value


def render(project: Path, name: str) -> str:
    loader = jinja2.FileSystemLoader(project / "templates")
    return jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined).get_template(name).render()


@pytest.mark.parametrize(
    ("template", "line", "message"),
    [
        ("a\n\n{% for x %}\n", 3, "expected token 'in'"),
        ("a\n{{ b }}\n", 2, "'b' is undefined"),
        ("{{ 1 / 0 }}\n", 1, "division by zero"),
        ("{% include 'other.md' %}\n", 1, "other.md"),
    ],
    ids=["syntax", "undefined", "any exception", "missing"],
)
def test_an_error_of_an_included_template_has_its_line(
    project: Path, template: str, line: int, message: str
) -> None:
    save(project, "templates/page.md", "{% include 'part.md' %}")
    save(project, "templates/part.md", template)
    (problem,) = problems_of(raised(render, project, "page.md"), project, page="index.md")
    assert (problem.path, problem.line) == ("templates/part.md", line)
    assert message in problem.message
    assert problem.excerpt == template.splitlines()[line - 1]


def test_an_error_of_mkdocs_yml_has_its_place(project: Path) -> None:
    save(project, "mkdocs.yml", "site_name: x\nnav: [a\ntheme: b: c\n")
    (problem,) = problems_of(raised(load_site_config, project), project)
    assert (problem.path, problem.line, problem.excerpt) == ("mkdocs.yml", 3, "theme: b: c")
    save(project, "mkdocs.yml", "site_name: x\ntheme: {name: nonesuch}\n")
    with mkdocs_log() as records:
        assert isinstance(raised(load_site_config, project), Abort)
        (problem,) = drain_log(records, project)
    assert (problem.path, problem.line, problem.severity) == ("mkdocs.yml", 2, "error")
    assert "nonesuch" in problem.message


@pytest.mark.parametrize(
    ("error", "page", "problem"),
    [
        (InputError([Problem("a.yml", 2, 3, "unknown key")]), "", Problem("a.yml", 2, 3, "unknown key")),
        (SiteError("no"), "a.md", Problem("", 0, 0, "no")),
        (ValueError("odd"), "a.md", Problem("docs/a.md", 0, 0, "odd")),
    ],
    ids=["problems are passed on", "ours names its place itself", "another is blamed on the page"],
)
def test_an_error_without_a_place(error: Exception, page: str, problem: Problem) -> None:
    assert problems_of(error, Path(), page=page) == (problem,)


def test_what_cant_be_explained_keeps_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, "papershelf"):
        assert problems_of(ValueError(), Path()) == (Problem("", 0, 0, "ValueError"),)
    assert "ValueError" in caplog.text


def test_mkdocs_is_heard_only_meanwhile(project: Path, caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("mkdocs.structure")
    with mkdocs_log() as records:
        logger.warning("meanwhile")
        logger.warning("meanwhile")
        assert drain_log(records, project) == (Problem("", 0, 0, "meanwhile", "warning"),)
        assert drain_log(records, project) == ()
    logger.warning("after")
    assert caplog.messages == ["after"]
