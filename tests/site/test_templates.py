from pathlib import Path

from papershelf.site.templates import packaged_templates, template_folders


def test_a_lists_own_templates_come_before_those_of_papershelf(tmp_path: Path) -> None:
    packaged = packaged_templates()
    assert template_folders(tmp_path) == (packaged,)
    (tmp_path / "templates").mkdir()
    assert template_folders(tmp_path) == (tmp_path.resolve() / "templates", packaged)
    assert template_folders(packaged.parent) == (packaged,)
