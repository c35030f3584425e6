/// Max-flow on grids.
enum GraphCut {}
