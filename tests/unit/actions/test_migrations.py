from alembic.script import ScriptDirectory

from actions.storage import migrations


def test_the_migrations_stand_in_one_line() -> None:
    """Two that follow the same one would stop every start."""
    [folder] = migrations.__path__
    assert len(ScriptDirectory(folder).get_heads()) == 1
