from pathlib import Path

from papershelf.site.templates import packaged_templates, template_folders


def test_a_list_without_templates_uses_those_that_come_with_papershelf(tmp_path: Path) -> None:
    assert template_folders(tmp_path) == (packaged_templates(),)


def test_a_lists_own_templates_come_first(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    assert template_folders(tmp_path) == (tmp_path.resolve() / "templates", packaged_templates())


def test_in_a_clone_both_are_one_folder() -> None:
    clone = packaged_templates().parent
    assert set(template_folders(clone)) == {packaged_templates()}
