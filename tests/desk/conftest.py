import pytest

from tests import factories as make
from tests.desk.photographs import a_photograph


@pytest.fixture
def writer(transactional_db):
    user = make.make_user("journalist")
    make.make_author(name="سالم الهنائي", user=user)
    make.make_section(name="محليات")
    return user


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "ميناء.jpg"
    path.write_bytes(a_photograph().read())
    return path
