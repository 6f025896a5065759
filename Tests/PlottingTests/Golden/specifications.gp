# Redraw: gnuplot specifications.gp
# Other formats: gnuplot -e 'formats = "pdf"' specifications.gp
# A larger PNG: gnuplot -e 'scale = 2' specifications.gp
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
  if (format eq "svg") { set terminal svg noenhanced size 900,997 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 900*scale,997*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 900/96.0,997/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "specifications." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.02,0.968706 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.02,0.942227 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.02,0.915747 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.02,0.889268 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習終" at screen 0.02,0.862788 left font ",20" textcolor rgb "#333333" front
  set label "Test accuracy, model 2 − model 1, at n = 10,000, in percentage points, for every choice of settings and" at screen 0.02,0.834604 left font ",15" textcolor rgb "#5C5C5C" front
  set label "rules, sorted. Blue: model 2 better; grey: undecided" at screen 0.02,0.814744 left font ",15" textcolor rgb "#5C5C5C" front
  set label "model 2 is ahead in 12 of 24 specifications (decided in 4), model 1 in 12 (0); decided by a studentised bootstrap of" at screen 0.02,0.139248 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "replicates, corrected for all of these. Means of 10 replicates (10 data draws × 3 initial weights). Bars: 95 \0045 bootstrap" at screen 0.02,0.121374 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "intervals, each by itself. Hidden units: model 1 =" at screen 0.02,0.103501 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW:" at screen 0.02,0.0856269 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "64; model 2 =" at screen 0.02,0.0677533 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深" at screen 0.02,0.0498796 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label ": 64-64. Trained on digits with SGD. Shown: 2 of 4 models, the pair that differs most clearly." at screen 0.02,0.032006 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.315; set rmargin at screen 0.973333
  set bmargin at screen 0.555065; set tmargin at screen 0.785757
  set xrange [0:25]
  set yrange [-4:4.096]
  unset xtics
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("−4" -4, "−2" -2, "0" 0, "2" 2, "4" 4)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "difference (percentage points)" at screen 0.261611,0.670411 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set arrow from graph 0, first 0 to graph 1, first 0 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "specifications-1.dat" using "rank":"first_low":(0):(column("first_high")-column("first_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#80B9D9", \
    "specifications-1.dat" using "rank":"open_low":(0):(column("open_high")-column("open_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#C7C7C7", \
    "specifications-1.dat" using "rank":"first" with points pointtype 9 pointsize 0.96 linewidth 1.6 linecolor rgb "#0072B2", \
    "specifications-1.dat" using "rank":"open" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#8E8E8E"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.315; set rmargin at screen 0.973333
  set bmargin at screen 0.430692; set tmargin at screen 0.530993
  set xrange [0:25]
  set yrange [1.5:-0.5]
  unset xtics
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("0.1" 0, "0.0012345" 1)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "learning rate" at screen 0.196444,0.480843 center rotate by 90 font ",15" textcolor rgb "#333333" front
  plot "specifications-2.dat" using "rank":"first" with points pointtype 9 pointsize 0.96 linewidth 1.6 linecolor rgb "#0072B2", \
    "specifications-2.dat" using "rank":"open" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#8E8E8E"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.315; set rmargin at screen 0.973333
  set bmargin at screen 0.331394; set tmargin at screen 0.40662
  set xrange [0:25]
  set yrange [1.5:-0.5]
  unset xtics
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("uniform(−1,1)\0057uniform(−1,1)" 0, "kaiming-uniform" 1)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "initialiser" at screen 0.0377778,0.369007 center rotate by 90 font ",15" textcolor rgb "#333333" front
  plot "specifications-3.dat" using "rank":"first" with points pointtype 9 pointsize 0.96 linewidth 1.6 linecolor rgb "#0072B2", \
    "specifications-3.dat" using "rank":"open" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#8E8E8E"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 4
  set lmargin at screen 0.315; set rmargin at screen 0.973333
  set bmargin at screen 0.264193; set tmargin at screen 0.307322
  set xrange [0:25]
  set yrange [1.5:-0.5]
  unset xtics
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("32" 0, "full" 1)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "batch" at screen 0.257611,0.285757 center rotate by 90 font ",15" textcolor rgb "#333333" front
  plot "specifications-4.dat" using "rank":"first" with points pointtype 9 pointsize 0.96 linewidth 1.6 linecolor rgb "#0072B2", \
    "specifications-4.dat" using "rank":"open" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#8E8E8E"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 5
  set lmargin at screen 0.315; set rmargin at screen 0.973333
  set bmargin at screen 0.172919; set tmargin at screen 0.24012
  set xrange [0:25]
  set yrange [2.5:-0.5]
  unset xtics
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("\174ΔL\174 \0074 0.005" 0, "patience 10, threshold 0.001" 1, "no stopping" 2)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stopping" at screen 0.0344444,0.20652 center rotate by 90 font ",15" textcolor rgb "#333333" front
  plot "specifications-5.dat" using "rank":"first" with points pointtype 9 pointsize 0.96 linewidth 1.6 linecolor rgb "#0072B2", \
    "specifications-5.dat" using "rank":"open" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#8E8E8E"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
