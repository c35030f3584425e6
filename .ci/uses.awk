# Which type of a target uses which: lines `USER USED` for tsort, which tells of rings. A file is told by its name, and `Type+Topic` counts
# as `Type` where there is one. Give all files of the target twice.

function name(path) {
    sub(/.*\//, "", path)
    sub(/\.swift$/, "", path)
    return path
}

BEGIN { for (place = 1; place < ARGC; place++) isFile[name(ARGV[place])] = 1 }

FNR == 1 {
    file = name(FILENAME)
    type = file
    sub(/\+.*/, "", type)
    if (!(type in isFile)) type = file
    isSecond = FILENAME in seen
    seen[FILENAME] = 1
}

{
    gsub(/\\"/, "")
    gsub(/"[^"]*"/, "")
    sub(/\/\/.*/, "")
}

!isSecond && /^([a-z@].* )?(struct|class|enum|actor|protocol|typealias) [A-Z]/ && !/^(file)?private / {
    declared = $0
    sub(/^(.* )?(struct|class|enum|actor|protocol|typealias) /, "", declared)
    sub(/[^A-Za-z0-9].*/, "", declared)
    home[declared] = type
}

isSecond {
    # Names behind a point belong to another type.
    gsub(/\.[A-Za-z0-9_]+/, "")
    count = split($0, words, /[^A-Za-z0-9_]+/)
    for (place = 1; place <= count; place++)
        if (words[place] in home && home[words[place]] != type) print type, home[words[place]]
}
