/// What became of metadata in a save, by the names that the user reads.
struct MetadataChanges {
    /// Made anew from the result.
    var renewed: [String] = []
    /// Gone, because it could show the old picture.
    var removed: [String] = []
    /// Faces that lay in what was removed.
    var faces = 0
    /// Gone for other reasons.
    var left: [String] = []

    /// A clause each.
    var notes: [String] {
        var notes: [String] = []
        func note(_ words: String, _ names: [String]) {
            var seen: Set<String> = []
            let names = names.filter { seen.insert($0).inserted }
            if !names.isEmpty { notes.append("\(words): \(names.joined(separator: ", "))") }
        }
        note("made anew from the result", renewed)
        note("removed what could show the old picture", removed)
        if faces > 0 { notes.append("removed the names and regions of \(faces) face\(faces == 1 ? "" : "s") in what was removed") }
        note("left out", left)
        return notes
    }
}
