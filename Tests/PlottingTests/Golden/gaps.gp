# Redraw: gnuplot gaps.gp
# Other formats: gnuplot -e 'formats = "pdf"' gaps.gp
# A larger PNG: gnuplot -e 'scale = 2' gaps.gp
if (!exists("formats")) formats = "svg png"
if (!exists("prefix")) prefix = ""
if (!exists("scale")) scale = 1

set encoding utf8
set datafile missing "?"
plain(x) = x != x ? "" : (x < -0.05 ? "−" : "") . sprintf((abs(x) < 1e+06 ? "%.1f" : "%.0e"), abs(x))
signed(x) = (x >= 0.05 ? "+" : "") . plain(x)
inside(x, low, high) = x < low ? low : x > high ? high : x
dash(x) = x == 0 ? "–" : ""
dagger(x) = x > 0 ? "†" : ""
lost(x) = x > 0 ? dagger(x) . sprintf("%d", x) : ""
ring(x) = x > 0 ? "○" : ""
broken(x) = x != x ? NaN : x

do for [format in formats] {
  if (format eq "svg") { set terminal svg noenhanced size 1240,777 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 1240*scale,777*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 1240/96.0,777/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "gaps." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "Shallow and deep networks on handwritten digits" at screen 0.0145161,0.959846 left font ",20" textcolor rgb "#333333" front
  set label "Overfitting gap: train accuracy − test accuracy" at screen 0.0145161,0.923681 left font ",15" textcolor rgb "#5C5C5C" front
  set label "Means of 10 replicates; bands: 95 \0045 bootstrap intervals over replicates. Hidden units: shallow: 64; deep: 64-64-64. Trained on digits with SGD, learning rate 0.1," at screen 0.0145161,0.0640026 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "batch 32." at screen 0.0145161,0.0410682 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.06375; set rmargin at screen 0.309112
  set bmargin at screen 0.549292; set tmargin at screen 0.858172
  set logscale x; set xrange [219.719:11378.2]
  set yrange [-5:20.3]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "2,000" 2000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("−5" -5, "0" 0, "5" 5, "10" 10, "15" 15, "20" 20)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.05" at screen 0.186431,0.878764 center font ",16" textcolor rgb "#333333" front
  set label "gap (percentage points)" at screen 0.025,0.703732 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.308344,0.599525 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.308344,0.621146 left font ",15" textcolor rgb "#0072B2" front
  set arrow from graph 0, first 0 to graph 1, first 0 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "gaps-1.dat" using "size":"shallow_gap_low":"shallow_gap_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "gaps-1.dat" using "size":"deep_gap_low":"deep_gap_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "gaps-1.dat" using "size":"shallow_gap" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "gaps-1.dat" using "size":"deep_gap" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.376418; set rmargin at screen 0.62178
  set bmargin at screen 0.549292; set tmargin at screen 0.858172
  set logscale x; set xrange [219.719:11378.2]
  set yrange [-5:20.3]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "2,000" 2000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" -5, "" 0, "" 5, "" 10, "" 15, "" 20)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.02" at screen 0.499099,0.878764 center font ",16" textcolor rgb "#333333" front
  set label "shallow" at screen 0.621012,0.599525 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.621012,0.621146 left font ",15" textcolor rgb "#0072B2" front
  set arrow from graph 0, first 0 to graph 1, first 0 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "gaps-2.dat" using "size":"shallow_gap_low":"shallow_gap_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "gaps-2.dat" using "size":"deep_gap_low":"deep_gap_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "gaps-2.dat" using "size":"shallow_gap" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "gaps-2.dat" using "size":"deep_gap" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.689086; set rmargin at screen 0.934448
  set bmargin at screen 0.549292; set tmargin at screen 0.858172
  set logscale x; set xrange [219.719:11378.2]
  set yrange [-5:20.3]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "2,000" 2000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" -5, "" 0, "" 5, "" 10, "" 15, "" 20)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.01" at screen 0.811767,0.878764 center font ",16" textcolor rgb "#333333" front
  set label "shallow" at screen 0.93368,0.628432 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.93368,0.60681 left font ",15" textcolor rgb "#0072B2" front
  set arrow from graph 0, first 0 to graph 1, first 0 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "gaps-3.dat" using "size":"shallow_gap_low":"shallow_gap_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "gaps-3.dat" using "size":"deep_gap_low":"deep_gap_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "gaps-3.dat" using "size":"shallow_gap" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "gaps-3.dat" using "size":"deep_gap" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 4
  set lmargin at screen 0.06375; set rmargin at screen 0.309112
  set bmargin at screen 0.154183; set tmargin at screen 0.463063
  set logscale x; set xrange [219.719:11378.2]
  set yrange [-5:20.3]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "2,000" 2000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("−5" -5, "0" 0, "5" 5, "10" 10, "15" 15, "20" 20)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.005" at screen 0.186431,0.483655 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.186431,0.102703 center font ",15" textcolor rgb "#333333" front
  set label "gap (percentage points)" at screen 0.025,0.308623 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.308344,0.242339 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.308344,0.220717 left font ",15" textcolor rgb "#0072B2" front
  set arrow from graph 0, first 0 to graph 1, first 0 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "gaps-4.dat" using "size":"shallow_gap_low":"shallow_gap_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "gaps-4.dat" using "size":"deep_gap_low":"deep_gap_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "gaps-4.dat" using "size":"shallow_gap" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "gaps-4.dat" using "size":"deep_gap" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 5
  set lmargin at screen 0.376418; set rmargin at screen 0.62178
  set bmargin at screen 0.154183; set tmargin at screen 0.463063
  set logscale x; set xrange [219.719:11378.2]
  set yrange [-5:20.3]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "2,000" 2000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" -5, "" 0, "" 5, "" 10, "" 15, "" 20)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.002" at screen 0.499099,0.483655 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.499099,0.102703 center font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.621012,0.252459 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.621012,0.230837 left font ",15" textcolor rgb "#0072B2" front
  set arrow from graph 0, first 0 to graph 1, first 0 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "gaps-5.dat" using "size":"shallow_gap_low":"shallow_gap_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "gaps-5.dat" using "size":"deep_gap_low":"deep_gap_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "gaps-5.dat" using "size":"shallow_gap" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "gaps-5.dat" using "size":"deep_gap" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 6
  set lmargin at screen 0.689086; set rmargin at screen 0.934448
  set bmargin at screen 0.154183; set tmargin at screen 0.463063
  set logscale x; set xrange [219.719:11378.2]
  set yrange [-5:20.3]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "2,000" 2000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" -5, "" 0, "" 5, "" 10, "" 15, "" 20)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.001" at screen 0.811767,0.483655 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.811767,0.102703 center font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.93368,0.253529 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.93368,0.231907 left font ",15" textcolor rgb "#0072B2" front
  set arrow from graph 0, first 0 to graph 1, first 0 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "gaps-6.dat" using "size":"shallow_gap_low":"shallow_gap_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "gaps-6.dat" using "size":"deep_gap_low":"deep_gap_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "gaps-6.dat" using "size":"shallow_gap" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "gaps-6.dat" using "size":"deep_gap" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
