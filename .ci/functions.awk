# Functions of more than 50 lines and signatures of more than 7 parameters, in Swift that swift-format has laid out: there a function
# ends at the first brace in the column where it begins.

# The number of parameters in the first parentheses of `text`; -1 where they do not end in it.
function parameters(text,   place, letter, depth, angles, count) {
    for (place = index(text, "("); place > 0 && place <= length(text); place++) {
        letter = substr(text, place, 1)
        if (letter ~ /[])}]/ && --depth == 0) return count
        if (depth == 1 && letter != " " && !count) count = 1
        if (depth == 1 && letter == "," && !angles) count++
        if (letter == "<") angles++
        if (letter == ">" && substr(text, place - 1, 1) != "-") angles--
        if (letter ~ /[[({]/) depth++
    }
    return -1
}

FNR == 1 { split("", first); signature = "" }

{
    code = $0
    gsub(/\\"/, "", code)
    gsub(/"[^"]*"/, "\"\"", code)
    sub(/\/\/.*/, "", code)
    match(code, /^ */)
    column = RLENGTH
}

# Requirements of protocols have no end of their own.
NF { for (start in first) if (start + 0 > column) delete first[start] }

code ~ /^ *}/ && column in first {
    if (FNR - first[column] >= 50) print FILENAME ":" first[column] ": a function of " FNR - first[column] + 1 " lines"
    delete first[column]
}

code ~ /^ *((@[A-Za-z]+(\([^)]*\))?|public|package|private|fileprivate|static|mutating|consuming|final|override|convenience|required) )*(func |init[?(<]|subscript[(<])/ {
    first[column] = FNR
    line = FNR
    signature = code
    sub(/^ *[^(<]*/, "", signature)
    # Generic parameters come before the others.
    if (signature ~ /^</) sub(/^<[^(]*>/, "", signature)
    if (code ~ /{.*}$/) delete first[column]
    code = ""
}

signature != "" {
    signature = signature " " code
    count = parameters(signature)
    if (count >= 0) {
        if (count > 7) print FILENAME ":" line ": " count " parameters"
        signature = ""
    }
}
