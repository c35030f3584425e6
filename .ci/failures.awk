# Of what checks and tests print, why they failed: checks that are AMISS with their first lines, tests by name, crashes.
/ \.\.\. fine$/ { left = 0 }
/ \.\.\. AMISS$/ { print; left = 5; next }
left > 0 { print "    " $0; left -= 1; next }
/Test run with/ { next }
/ERROR: libFuzzer|^Base64: |Fatal error|: error: |^error: |^✘ Test .* (recorded an issue|failed after)/ && !seen[$0]++
