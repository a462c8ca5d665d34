from cloudtools import CloudRecordedTestCase  # a plain class, in spite of its name


class RecordedTestCase(CloudRecordedTestCase):
    scope = "all"
