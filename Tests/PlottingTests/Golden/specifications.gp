# Redraw: gnuplot specifications.gp
# Other formats: gnuplot -e 'formats = "pdf"' specifications.gp
# A larger PNG: gnuplot -e 'scale = 2' specifications.gp
if (!exists("formats")) formats = "svg png"
if (!exists("prefix")) prefix = ""
if (!exists("scale")) scale = 1

set encoding utf8
set datafile missing "?"
plain(x) = x != x ? "" : (x < -0.05 ? "−" : "") . sprintf("%.1f", abs(x))
signed(x) = (x >= 0.05 ? "+" : "") . plain(x)
inside(x, low, high) = x < low ? low : x > high ? high : x
dash(x) = x == 0 ? "–" : ""
dagger(x) = x > 0 ? "†" : ""
broken(x) = x != x ? NaN : x

do for [format in formats] {
  if (format eq "svg") { set terminal svg noenhanced size 900,901 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 900*scale,901*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 900/96.0,901/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "specifications." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.02,0.965372 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.02,0.936071 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.02,0.90677 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.02,0.877469 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習終" at screen 0.02,0.848169 left font ",20" textcolor rgb "#333333" front
  set label "Test accuracy, model 2 − model 1, at n = 10,000, in percentage points, for every choice of settings and" at screen 0.02,0.816981 left font ",15" textcolor rgb "#5C5C5C" front
  set label "rules, sorted. Blue: model 2 better; orange: model 1 better; grey: undecided" at screen 0.02,0.795006 left font ",15" textcolor rgb "#5C5C5C" front
  set label "model 2 is ahead in 12 of 24 specifications (decided in 4), model 1 in 12 (0); decided by a studentised bootstrap of" at screen 0.02,0.154084 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "replicates, corrected for all of these. Means of 10 replicates (10 data draws × 3 initial weights). Bars: 95 \0045 intervals" at screen 0.02,0.134306 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "of each by itself. Hidden units: model 1 =" at screen 0.02,0.114528 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW:" at screen 0.02,0.0947503 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "64; model 2 =" at screen 0.02,0.0749723 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深" at screen 0.02,0.0551942 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label ": 64-64. Trained on digits with SGD." at screen 0.02,0.0354162 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.315; set rmargin at screen 0.973333
  set bmargin at screen 0.507658; set tmargin at screen 0.76293
  set xrange [0:25]
  set yrange [-4:4.096]
  unset xtics
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("−4" -4, "−2" -2, "0" 0, "2" 2, "4" 4)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "difference (percentage points)" at screen 0.261611,0.635294 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set arrow from graph 0, first 0 to graph 1, first 0 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "specifications-1.dat" using "rank":"first_low":(0):(column("first_high")-column("first_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#80B9D9", \
    "specifications-1.dat" using "rank":"open_low":(0):(column("open_high")-column("open_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#C7C7C7", \
    "specifications-1.dat" using "rank":"first" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#0072B2", \
    "specifications-1.dat" using "rank":"open" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#8E8E8E"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.315; set rmargin at screen 0.973333
  set bmargin at screen 0.434406; set tmargin at screen 0.481021
  set xrange [0:25]
  set yrange [1.5:-0.5]
  unset xtics
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("0.0012345" 0, "0.1" 1)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "learning rate" at screen 0.196444,0.457714 center rotate by 90 font ",15" textcolor rgb "#333333" front
  plot "specifications-2.dat" using "rank":"first" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#0072B2", \
    "specifications-2.dat" using "rank":"open" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#8E8E8E"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.315; set rmargin at screen 0.973333
  set bmargin at screen 0.361154; set tmargin at screen 0.407769
  set xrange [0:25]
  set yrange [1.5:-0.5]
  unset xtics
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("uniform(−1,1)\0057uniform(−1,1)" 0, "kaiming-uniform" 1)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "initialiser" at screen 0.0377778,0.384462 center rotate by 90 font ",15" textcolor rgb "#333333" front
  plot "specifications-3.dat" using "rank":"first" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#0072B2", \
    "specifications-3.dat" using "rank":"open" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#8E8E8E"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 4
  set lmargin at screen 0.315; set rmargin at screen 0.973333
  set bmargin at screen 0.287902; set tmargin at screen 0.334517
  set xrange [0:25]
  set yrange [1.5:-0.5]
  unset xtics
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("32" 0, "full" 1)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "batch" at screen 0.257611,0.31121 center rotate by 90 font ",15" textcolor rgb "#333333" front
  plot "specifications-4.dat" using "rank":"first" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#0072B2", \
    "specifications-4.dat" using "rank":"open" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#8E8E8E"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 5
  set lmargin at screen 0.315; set rmargin at screen 0.973333
  set bmargin at screen 0.191343; set tmargin at screen 0.261265
  set xrange [0:25]
  set yrange [2.5:-0.5]
  unset xtics
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("\174ΔL\174 \0074 0.005" 0, "patience 10, threshold 0.001" 1, "no stopping" 2)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stopping" at screen 0.0344444,0.226304 center rotate by 90 font ",15" textcolor rgb "#333333" front
  plot "specifications-5.dat" using "rank":"first" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#0072B2", \
    "specifications-5.dat" using "rank":"open" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#8E8E8E"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
