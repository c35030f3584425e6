print("madf-tui")
