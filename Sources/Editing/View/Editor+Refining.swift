extension Editor {
    /// The same view on a screen of which each column has `across` pixels, and each line of cells `rows`.
    public func refined(across: Int, rows: Int) -> Editor {
        var fine = self
        fine.viewport = viewport.refined(across: across, rows: rows)
        if case .wipe(let column) = comparison { fine.comparison = .wipe(column: column * across) }
        return fine
    }
}
