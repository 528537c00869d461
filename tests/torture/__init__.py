"""Programs that try to lose what a person did: faults in single calls, kills, races, full disks.

With NEWSREADER_LONG=1 in the environment all faults are tried, and kills and races by the thousand; that
takes an hour. What is tried and what is found is said at the end of the tests.
"""
