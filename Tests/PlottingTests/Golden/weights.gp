# Redraw: gnuplot weights.gp
# Other formats: gnuplot -e 'formats = "pdf"' weights.gp
# A larger PNG: gnuplot -e 'scale = 2' weights.gp
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
red(x) = int(x) / 65536
green(x) = int(x) / 256 % 256
blue(x) = int(x) % 256

do for [format in formats] {
  if (format eq "svg") { set terminal svg noenhanced size 1400,621 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 1400*scale,621*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 1400/96.0,621/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "weights." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0128571,0.949758 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0128571,0.907246 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習終" at screen 0.0128571,0.864734 left font ",20" textcolor rgb "#333333" front
  set label "First layer after training at n = 10,000: each tile, the weights from 8 × 8 pixels to one unit. Throughout: learning rate 0.0012345, uniform(−1,1)\0057uniform(−1,1), batch 32" at screen 0.0128571,0.819485 left font ",15" textcolor rgb "#5C5C5C" front
  set label "Replicate 1, after its last epoch. The units with the longest weight vectors, longest first. Scale by unit: grey is zero, blue positive, orange negative, full colour the weight of greatest" at screen 0.0128571,0.166167 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "magnitude. Hidden units: model 1 = WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW: 64; model 2 =" at screen 0.0128571,0.137472 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深: 64-64; model 3 = the network with a very long name a very long" at screen 0.0128571,0.108776 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "name of 64 characters: 64-64-64; short: 32. Trained on digits with SGD. Shown: 4 of 32 models and settings, which differ in model alone, else as the best. The best: model 3 with learning" at screen 0.0128571,0.0800805 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "rate 0.0012345, uniform(−1,1)\0057uniform(−1,1), batch 32, by test accuracy at n = 10,000 after the last epoch, for illustration: there are no validation data to select by." at screen 0.0128571,0.0513849 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.0221429; set rmargin at screen 0.251607
  set bmargin at screen 0.220612; set tmargin at screen 0.73752
  set xrange [-0.5:34.5]
  set yrange [34.5:-0.5]
  unset xtics
  unset ytics
  set border 0; unset grid
  set label "model 1: 16 of 64 units" at screen 0.136875,0.763285 center font ",16" textcolor rgb "#333333" front
  set palette maxcolors 256 defined (-127 "#D55E00", 0 "#F3F3F3", 127 "#0072B2", 128 "#FFFFFF")
  set cbrange [-127:128]
  plot "weights-1.dat" skip 1 matrix using (0 + 1 * column(1)):(0 + 1 * column(2)):3 with image
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.265893; set rmargin at screen 0.495357
  set bmargin at screen 0.220612; set tmargin at screen 0.73752
  set xrange [-0.5:34.5]
  set yrange [34.5:-0.5]
  unset xtics
  unset ytics
  set border 0; unset grid
  set label "model 2: 16 of 64 units" at screen 0.380625,0.763285 center font ",16" textcolor rgb "#333333" front
  set palette maxcolors 256 defined (-127 "#D55E00", 0 "#F3F3F3", 127 "#0072B2", 128 "#FFFFFF")
  set cbrange [-127:128]
  plot "weights-2.dat" skip 1 matrix using (0 + 1 * column(1)):(0 + 1 * column(2)):3 with image
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.509643; set rmargin at screen 0.739107
  set bmargin at screen 0.220612; set tmargin at screen 0.73752
  set xrange [-0.5:34.5]
  set yrange [34.5:-0.5]
  unset xtics
  unset ytics
  set border 0; unset grid
  set label "model 3: 16 of 64 units" at screen 0.624375,0.763285 center font ",16" textcolor rgb "#333333" front
  set palette maxcolors 256 defined (-127 "#D55E00", 0 "#F3F3F3", 127 "#0072B2", 128 "#FFFFFF")
  set cbrange [-127:128]
  plot "weights-3.dat" skip 1 matrix using (0 + 1 * column(1)):(0 + 1 * column(2)):3 with image
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 4
  set lmargin at screen 0.753393; set rmargin at screen 0.982857
  set bmargin at screen 0.220612; set tmargin at screen 0.73752
  set xrange [-0.5:34.5]
  set yrange [34.5:-0.5]
  unset xtics
  unset ytics
  set border 0; unset grid
  set label "short: 16 of 32 units" at screen 0.868125,0.763285 center font ",16" textcolor rgb "#333333" front
  set palette maxcolors 256 defined (-127 "#D55E00", 0 "#F3F3F3", 127 "#0072B2", 128 "#FFFFFF")
  set cbrange [-127:128]
  plot "weights-4.dat" skip 1 matrix using (0 + 1 * column(1)):(0 + 1 * column(2)):3 with image
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
