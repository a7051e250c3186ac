"""What every list and form of the desk has in common."""

from django.contrib import admin


class DeskAdmin(admin.ModelAdmin):
    """A list that says little and asks a fixed number of queries; a form whose text is tidied."""

    list_per_page = 50
    show_full_result_count = False
    view_on_site = False
