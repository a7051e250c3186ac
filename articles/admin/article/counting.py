"""How many stories a list holds: counted up to a bound, so that an archive of any size opens as fast."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property

MOST = 3000


class BoundedPaginator(Paginator):
    """Pages of the first `MOST` rows; a list that is longer is narrowed, not leafed through."""

    @cached_property
    def count(self):
        return self.object_list.order_by().values("pk")[:MOST].count()

    @property
    def is_cut(self):
        return self.count == MOST
