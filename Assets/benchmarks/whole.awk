# The table of whole.sh. First file: limits (case, other program, processor, wall, memory or fill, at most; # begins a comment);
# second: folder, case, program, processor seconds, wall seconds, MiB, a line for each run.
function median(values, n,    i, j, held) {
  for (i = 2; i <= n; i++) for (j = i; j > 1 && values[j] < values[j - 1]; j--) {
    held = values[j]; values[j] = values[j - 1]; values[j - 1] = held
  }
  return n % 2 ? values[(n + 1) / 2] : (values[n / 2] + values[n / 2 + 1]) / 2
}

function middle(of, name, program,    i, values) {
  for (i = 1; i <= count[name, program]; i++) values[i] = of[name, program, i]
  return median(values, count[name, program])
}

function ratio(ours, theirs) { return theirs > 0 ? ours / theirs : 0 }

function limit(name, program, measure, value) {
  if (!((name, program, measure) in most)) return
  checked++
  if (value > most[name, program, measure]) {
    printf "over its limit: %s, %s of ours over %s, %.3f > %.3f\n", name, measure, program, value, most[name, program, measure]
    failures++
  }
}

function row(name, program) {
  printf "%-20s %-13s %8.2f %8.2f %7.0f", name, program, seconds[name, program], walls[name, program], memory[name, program]
  if (program != "ours") {
    processor = ratio(seconds[name, "ours"], seconds[name, program])
    wall = ratio(walls[name, "ours"], walls[name, program])
    peak = ratio(memory[name, "ours"], memory[name, program])
    printf "  %9.3f %6.3f %6.2f", processor, wall, peak
    limit(name, program, "processor", processor)
    limit(name, program, "wall", wall)
    limit(name, program, "memory", peak)
  }
  printf "\n"
}

FNR == NR {
  sub(/#.*/, "")
  if (NF) most[$1, $2, $3] = $4
  next
}

{
  if (!($2 in folders)) { folders[$2] = $1; cases[++caseCount] = $2 }
  if (!($3 in known)) { known[$3]; programs[++programCount] = $3 }
  n = ++count[$2, $3]
  processors[$2, $3, n] = $4; wallSeconds[$2, $3, n] = $5; peaks[$2, $3, n] = $6
}

END {
  printf "%-20s %-13s %8s %8s %7s  %9s %6s %6s\n", "seconds", "", "process.", "wall", "MiB", "ours/this", "wall", "memory"
  for (c = 1; c <= caseCount; c++) {
    name = cases[c]
    for (p = 1; p <= programCount; p++) {
      program = programs[p]
      if (!count[name, program]) continue
      seconds[name, program] = middle(processors, name, program)
      walls[name, program] = middle(wallSeconds, name, program)
      memory[name, program] = middle(peaks, name, program)
      if (program == "reading-and-saving") continue
      row(name, program)
      # Sums of a folder, over the cases that the program did, and of ours over the same.
      sum = folders[name] "-sum"
      if (!((sum, program) in sums)) sumCount[sum]++
      sums[sum, program] += seconds[name, program]; oursToo[sum, program] += seconds[name, "ours"]
      if (program != "ours") {
        value = ratio(seconds[name, "ours"], seconds[name, program])
        if (value > worst[sum, program]) { worst[sum, program] = value; worstCase[sum, program] = name }
      }
    }
    if (count[name, "one-thread"]) {
      idle = walls[name, "reading-and-saving"]
      fill = ratio(walls[name, "ours"] - idle, walls[name, "one-thread"] - idle)
      printf "%-20s fills in %.2f of one thread's time, reading and saving apart\n", name, fill
      limit(name, "one-thread", "fill", fill)
    }
  }
  for (c = 1; c <= caseCount; c++) {
    sum = folders[cases[c]] "-sum"
    if (sum in told) continue
    told[sum]
    for (p = 1; p <= programCount; p++) {
      program = programs[p]
      if (program == "ours" || !((sum, program) in sums)) continue
      value = ratio(oursToo[sum, program], sums[sum, program])
      printf "%-20s %-13s %8.2f of ours, %.2f: %.3f; worst of these %.3f, %s\n", sum, program, oursToo[sum, program],
        sums[sum, program], value, worst[sum, program], worstCase[sum, program]
      limit(sum, program, "processor", value)
    }
  }
  if (check) {
    printf "%d of %d ratios are over their limits\n", failures, checked
    exit failures > 0
  }
}
