"""A run of ``schemathesis run`` beside one of this suite, against the same reference and the same faults.

Both get the same schema, a signed-in person, the default options of each and as many examples. A fault is *noticed* by
the peer where it reports what it did not report of the clean reference under the same settings, and by this suite where
there is any finding.

A whole run of either takes half a minute and more, and there are hundreds of faults. Three things make them fewer, and
none of them makes either side see less:

- The peer runs against several faults at once, each of another area, all under the same settings. Where it reports
  nothing new, and reached every operation that it always reaches on the clean reference, it has noticed none of them.
  Else they are halved, down to one.
- Of this suite, the tests of the requirements that the fault is said to break run first: what a part of a run finds,
  the whole finds as well. Only where they find nothing the whole suite runs.
- What was seen is kept in a file, and a later sitting goes on from there.
"""
