"""The demo newsroom: our own stories, programme and pictures, loaded by `manage.py demo`.

desk.toml       sections, users and authors
events/         the events with their programme
stories/        one file a story
plans.toml      what editors expect: who writes what, by when, for which day
pictures.toml   what each picture shows; `scenes` draws them, `drawing` on every core
reading.py      reads the files, and turns days counted from today into dates
loading.py      makes it all through the workflow, as people would have
volume.py       thousands of stories, for measuring; `bulk` writes their rows
"""
