"""The desk's calendar: what is planned, due, scheduled and published, by week or month.

spans     the weeks and months, from Sunday to Saturday
entries   what stands on each day
pages     the calendar as a page, to be printed too
feed      the calendar for a person's own calendar programme, under an address that can be revoked
"""
