import Testing

/// The program itself on a terminal. One after the other: each uses both processors of a small machine.
@Suite(.serialized) enum RealProgram {}
