print("madf-bench")
