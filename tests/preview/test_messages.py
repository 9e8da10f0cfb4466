import logging
from pathlib import Path

import jinja2
import pytest
from mkdocs.exceptions import Abort

from papershelf.errors import InputError, Problem, SiteError
from papershelf.preview.messages import drain_log, problems_of
from papershelf.site.builder import load_site_config, mkdocs_log
from tests.preview.conftest import write


def raised(act, *arguments: object) -> Exception:
    with pytest.raises(Exception) as caught:  # noqa: PT011
        act(*arguments)
    return caught.value


def render(project: Path, name: str) -> str:
    loader = jinja2.FileSystemLoader(project / "templates")
    return jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined).get_template(name).render()


def test_problems_are_passed_on() -> None:
    problem = Problem("curation/topics.yml", 2, 3, "unknown key")
    assert problems_of(InputError([problem]), Path()) == (problem,)
    assert problems_of(SiteError("no"), Path()) == (Problem("", 0, 0, "no"),)


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
def test_an_error_of_a_template_has_its_line(project: Path, template: str, line: int, message: str) -> None:
    write(project, "templates/page.md", template)
    (problem,) = problems_of(raised(render, project, "page.md"), project, page="index.md")
    assert (problem.path, problem.line) == ("templates/page.md", line)
    assert message in problem.message
    assert problem.excerpt == template.splitlines()[line - 1]


def test_an_error_in_an_included_template_is_told_of_that_one(project: Path) -> None:
    write(project, "templates/page.md", "{% include 'part.md' %}")
    write(project, "templates/part.md", "\n{{ b }}")
    (problem,) = problems_of(raised(render, project, "page.md"), project)
    assert (problem.path, problem.line) == ("templates/part.md", 2)


def test_an_error_of_yaml_has_its_position(project: Path) -> None:
    write(project, "mkdocs.yml", "site_name: x\nnav: [a\ntheme: b: c\n")
    (problem,) = problems_of(raised(load_site_config, project), project)
    assert (problem.path, problem.line) == ("mkdocs.yml", 3)
    assert problem.excerpt == "theme: b: c"


def test_a_wrong_option_has_its_line(project: Path) -> None:
    write(project, "mkdocs.yml", "site_name: x\ntheme: {name: nonesuch}\n")
    with mkdocs_log() as records:
        assert isinstance(raised(load_site_config, project), Abort)
        (problem,) = drain_log(records, project)
    assert (problem.path, problem.line, problem.severity) == ("mkdocs.yml", 2, "error")
    assert "nonesuch" in problem.message


def test_what_names_no_place_is_blamed_on_the_page() -> None:
    assert problems_of(ValueError("odd"), Path(), page="a.md") == (Problem("docs/a.md", 0, 0, "odd"),)


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
