import Editing

/// Photos that were gone away from: all of their work, in memory or, beyond a limit of that, in recovery files.
struct KeptPhotos {
    /// Bytes of memory that they may take.
    private let limit: Int
    /// The latest last.
    private var photos: [EditedPhoto] = []
    /// What keeps the work of those whose memory was given back, by their places in the list.
    private var written: [Int: Recovery] = [:]

    init(limit: Int) { self.limit = limit }

    /// The photos with work that was not saved.
    var unsaved: [Int] { (photos.filter(\.isUnsaved).map(\.index) + written.keys).sorted() }

    /// One of them that has a result.
    var unsavedResult: Int? { photos.first { $0.editor?.hasUnsavedResult == true }?.index ?? written.keys.min() }

    subscript(generation generation: Int) -> EditedPhoto? { photos.first { $0.generation == generation } }

    /// Keeps a photo, and gives memory back where all together take too much: not of what is still worked on, and of unsaved work only
    /// once it is written.
    mutating func keep(_ photo: EditedPhoto) {
        photos.append(photo)
        var total = photos.reduce(0) { $0 + ($1.editor?.byteCount ?? 0) }
        for var photo in photos where total > limit {
            guard let editor = photo.editor, editor.running == nil, !editor.isSnapping, photo.recovery.writeNow(editor) else { continue }
            total -= editor.byteCount
            photos.removeAll { $0.generation == photo.generation }
            photo.recovery.release()
            if photo.isUnsaved { written[photo.index] = photo.recovery }
        }
    }

    /// Takes out the photo at a place of the list; nil where it must be read anew.
    mutating func take(_ index: Int) -> EditedPhoto? {
        photos.firstIndex { $0.index == index }.map { photos.remove(at: $0) }
    }

    /// Whether work on the photo that is read anew is in its recovery file, for this session to go on with.
    mutating func takeWritten(_ index: Int) -> Bool { written.removeValue(forKey: index) != nil }

    /// Changes a photo where it lies, and writes down what of it is not saved.
    mutating func perform(_ command: Command, on generation: Int, onFailure: @escaping @Sendable () -> Void) -> Effect? {
        guard let place = photos.firstIndex(where: { $0.generation == generation }) else { return nil }
        let effect = photos[place].editor?.perform(command)
        if let editor = photos[place].editor, editor.running == nil { photos[place].recovery.write(editor, onFailure: onFailure) }
        return effect
    }

    /// The program ends: unsaved work is to be found the next time, or not.
    ///
    /// - Returns: the photos of which there is some to be found.
    mutating func end(keepsWork: Bool) -> [Int] {
        var left = keepsWork ? Array(written.keys) : []
        for place in photos.indices {
            if !keepsWork {
                photos[place].recovery.drop()
            } else if let editor = photos[place].editor, photos[place].recovery.writeNow(editor), editor.isUnsaved {
                left.append(photos[place].index)
            }
            photos[place].recovery.release()
        }
        if !keepsWork { for var recovery in written.values { recovery.drop() } }
        return left.sorted()
    }
}
