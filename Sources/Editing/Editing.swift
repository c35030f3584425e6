/// The editor without a screen.
enum Editing {}
