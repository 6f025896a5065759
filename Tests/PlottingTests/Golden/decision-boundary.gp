# Redraw: gnuplot decision-boundary.gp
# Other formats: gnuplot -e 'formats = "pdf"' decision-boundary.gp
# A larger PNG: gnuplot -e 'scale = 2' decision-boundary.gp
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
  if (format eq "svg") { set terminal svg noenhanced size 880,2189 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 880*scale,2189*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 880/96.0,2189/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "decision-boundary." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0204545,0.985747 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0204545,0.973687 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0204545,0.961626 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較" at screen 0.0204545,0.949566 left font ",20" textcolor rgb "#333333" front
  set label "深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習と浅い学習の比較 深い学習終" at screen 0.0204545,0.937506 left font ",20" textcolor rgb "#333333" front
  set label "Class regions after training at n = 10,000, with training samples; above each panel, model, learning rate" at screen 0.0204545,0.924669 left font ",15" textcolor rgb "#5C5C5C" front
  set label "and test accuracy. Throughout: uniform(−1,1)\0057uniform(−1,1), batch 32" at screen 0.0204545,0.915624 left font ",15" textcolor rgb "#5C5C5C" front
  set label "Replicate 1, after its last epoch. Marks: 150 of the training samples, a shape and colour for each class. Hidden" at screen 0.0204545,0.0797031 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "units: model 1 =" at screen 0.0204545,0.0715624 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW" at screen 0.0204545,0.0634217 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "W: 64; model 2 =" at screen 0.0204545,0.055281 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深深" at screen 0.0204545,0.0471402 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "深深: 64-64; model 3 = the network with a very long name a very long name of 64 characters: 64-64-64; short: 32." at screen 0.0204545,0.0389995 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "Trained on digits with SGD. Shown: 8 of 32 models and settings, which differ in model and learning rate alone, else" at screen 0.0204545,0.0308588 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "as the best. The best: model 3 with learning rate 0.0012345, uniform(−1,1)\0057uniform(−1,1), batch 32, by test" at screen 0.0204545,0.0227181 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "accuracy at n = 10,000 after the last epoch, for illustration: there are no validation data to select by." at screen 0.0204545,0.0145774 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.0898295; set rmargin at screen 0.518196
  set bmargin at screen 0.720146; set tmargin at screen 0.892371
  set xrange [-1.50943:1.50943]
  set yrange [-1.50943:1.50943]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("−1" -1, "0" 0, "1" 1)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("−1" -1, "0" 0, "1" 1)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "model 1, 0.0012345: 97.5 \0045" at screen 0.304013,0.89968 center font ",16" textcolor rgb "#333333" front
  set label "feature 2" at screen 0.0352273,0.806259 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set palette maxcolors 2 defined (0 "#F5D7BF", 1 "#BFDCEC")
  set cbrange [-0.5:1.5]
  plot "decision-boundary-1.dat" skip 1 matrix using (-1.5 + 0.0188679 * column(1)):(-1.5 + 0.0188679 * column(2)):3 with image, \
    "decision-boundary-2.dat" using "x":(broken(column("y"))) with lines linewidth 1.4 linecolor rgb "#5C5C5C", \
    "decision-boundary-3.dat" using "x":"class_0_y" with points pointtype 7 pointsize 0.45 linecolor rgb "#AD530D", \
    "decision-boundary-3.dat" using "x":"class_1_y" with points pointtype 9 pointsize 0.45 linecolor rgb "#0D6292"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.544361; set rmargin at screen 0.972727
  set bmargin at screen 0.720146; set tmargin at screen 0.892371
  set xrange [-1.50943:1.50943]
  set yrange [-1.50943:1.50943]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("−1" -1, "0" 0, "1" 1)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" -1, "" 0, "" 1)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "model 1, 0.1: 97.5 \0045" at screen 0.758544,0.89968 center font ",16" textcolor rgb "#333333" front
  set palette maxcolors 2 defined (0 "#F5D7BF", 1 "#BFDCEC")
  set cbrange [-0.5:1.5]
  plot "decision-boundary-4.dat" skip 1 matrix using (-1.5 + 0.0188679 * column(1)):(-1.5 + 0.0188679 * column(2)):3 with image, \
    "decision-boundary-5.dat" using "x":(broken(column("y"))) with lines linewidth 1.4 linecolor rgb "#5C5C5C", \
    "decision-boundary-6.dat" using "x":"class_0_y" with points pointtype 7 pointsize 0.45 linecolor rgb "#AD530D", \
    "decision-boundary-6.dat" using "x":"class_1_y" with points pointtype 9 pointsize 0.45 linecolor rgb "#0D6292"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.0898295; set rmargin at screen 0.518196
  set bmargin at screen 0.517314; set tmargin at screen 0.689539
  set xrange [-1.50943:1.50943]
  set yrange [-1.50943:1.50943]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("−1" -1, "0" 0, "1" 1)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("−1" -1, "0" 0, "1" 1)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "model 2, 0.0012345: 97.5 \0045" at screen 0.304013,0.696848 center font ",16" textcolor rgb "#333333" front
  set label "feature 2" at screen 0.0352273,0.603426 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set palette maxcolors 2 defined (0 "#F5D7BF", 1 "#BFDCEC")
  set cbrange [-0.5:1.5]
  plot "decision-boundary-7.dat" skip 1 matrix using (-1.5 + 0.0188679 * column(1)):(-1.5 + 0.0188679 * column(2)):3 with image, \
    "decision-boundary-8.dat" using "x":(broken(column("y"))) with lines linewidth 1.4 linecolor rgb "#5C5C5C", \
    "decision-boundary-9.dat" using "x":"class_0_y" with points pointtype 7 pointsize 0.45 linecolor rgb "#AD530D", \
    "decision-boundary-9.dat" using "x":"class_1_y" with points pointtype 9 pointsize 0.45 linecolor rgb "#0D6292"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 4
  set lmargin at screen 0.544361; set rmargin at screen 0.972727
  set bmargin at screen 0.517314; set tmargin at screen 0.689539
  set xrange [-1.50943:1.50943]
  set yrange [-1.50943:1.50943]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("−1" -1, "0" 0, "1" 1)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" -1, "" 0, "" 1)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "model 2, 0.1: 97.5 \0045" at screen 0.758544,0.696848 center font ",16" textcolor rgb "#333333" front
  set palette maxcolors 2 defined (0 "#F5D7BF", 1 "#BFDCEC")
  set cbrange [-0.5:1.5]
  plot "decision-boundary-10.dat" skip 1 matrix using (-1.5 + 0.0188679 * column(1)):(-1.5 + 0.0188679 * column(2)):3 with image, \
    "decision-boundary-11.dat" using "x":(broken(column("y"))) with lines linewidth 1.4 linecolor rgb "#5C5C5C", \
    "decision-boundary-12.dat" using "x":"class_0_y" with points pointtype 7 pointsize 0.45 linecolor rgb "#AD530D", \
    "decision-boundary-12.dat" using "x":"class_1_y" with points pointtype 9 pointsize 0.45 linecolor rgb "#0D6292"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 5
  set lmargin at screen 0.0898295; set rmargin at screen 0.518196
  set bmargin at screen 0.314481; set tmargin at screen 0.486706
  set xrange [-1.50943:1.50943]
  set yrange [-1.50943:1.50943]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("−1" -1, "0" 0, "1" 1)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("−1" -1, "0" 0, "1" 1)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "model 3, 0.0012345: 97.5 \0045" at screen 0.304013,0.494016 center font ",16" textcolor rgb "#333333" front
  set label "feature 2" at screen 0.0352273,0.400594 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set palette maxcolors 2 defined (0 "#F5D7BF", 1 "#BFDCEC")
  set cbrange [-0.5:1.5]
  plot "decision-boundary-13.dat" skip 1 matrix using (-1.5 + 0.0188679 * column(1)):(-1.5 + 0.0188679 * column(2)):3 with image, \
    "decision-boundary-14.dat" using "x":(broken(column("y"))) with lines linewidth 1.4 linecolor rgb "#5C5C5C", \
    "decision-boundary-15.dat" using "x":"class_0_y" with points pointtype 7 pointsize 0.45 linecolor rgb "#AD530D", \
    "decision-boundary-15.dat" using "x":"class_1_y" with points pointtype 9 pointsize 0.45 linecolor rgb "#0D6292"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 6
  set lmargin at screen 0.544361; set rmargin at screen 0.972727
  set bmargin at screen 0.314481; set tmargin at screen 0.486706
  set xrange [-1.50943:1.50943]
  set yrange [-1.50943:1.50943]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("−1" -1, "0" 0, "1" 1)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" -1, "" 0, "" 1)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "model 3, 0.1: 97.5 \0045" at screen 0.758544,0.494016 center font ",16" textcolor rgb "#333333" front
  set palette maxcolors 2 defined (0 "#F5D7BF", 1 "#BFDCEC")
  set cbrange [-0.5:1.5]
  plot "decision-boundary-16.dat" skip 1 matrix using (-1.5 + 0.0188679 * column(1)):(-1.5 + 0.0188679 * column(2)):3 with image, \
    "decision-boundary-17.dat" using "x":(broken(column("y"))) with lines linewidth 1.4 linecolor rgb "#5C5C5C", \
    "decision-boundary-18.dat" using "x":"class_0_y" with points pointtype 7 pointsize 0.45 linecolor rgb "#AD530D", \
    "decision-boundary-18.dat" using "x":"class_1_y" with points pointtype 9 pointsize 0.45 linecolor rgb "#0D6292"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 7
  set lmargin at screen 0.0898295; set rmargin at screen 0.518196
  set bmargin at screen 0.111649; set tmargin at screen 0.283874
  set xrange [-1.50943:1.50943]
  set yrange [-1.50943:1.50943]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("−1" -1, "0" 0, "1" 1)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("−1" -1, "0" 0, "1" 1)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "short, 0.0012345: 97.5 \0045" at screen 0.304013,0.291183 center font ",16" textcolor rgb "#333333" front
  set label "feature 1" at screen 0.304013,0.093376 center font ",15" textcolor rgb "#333333" front
  set label "feature 2" at screen 0.0352273,0.197762 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set palette maxcolors 2 defined (0 "#F5D7BF", 1 "#BFDCEC")
  set cbrange [-0.5:1.5]
  plot "decision-boundary-19.dat" skip 1 matrix using (-1.5 + 0.0188679 * column(1)):(-1.5 + 0.0188679 * column(2)):3 with image, \
    "decision-boundary-20.dat" using "x":(broken(column("y"))) with lines linewidth 1.4 linecolor rgb "#5C5C5C", \
    "decision-boundary-21.dat" using "x":"class_0_y" with points pointtype 7 pointsize 0.45 linecolor rgb "#AD530D", \
    "decision-boundary-21.dat" using "x":"class_1_y" with points pointtype 9 pointsize 0.45 linecolor rgb "#0D6292"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 8
  set lmargin at screen 0.544361; set rmargin at screen 0.972727
  set bmargin at screen 0.111649; set tmargin at screen 0.283874
  set xrange [-1.50943:1.50943]
  set yrange [-1.50943:1.50943]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("−1" -1, "0" 0, "1" 1)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" -1, "" 0, "" 1)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "short, 0.1: 97.5 \0045" at screen 0.758544,0.291183 center font ",16" textcolor rgb "#333333" front
  set label "feature 1" at screen 0.758544,0.093376 center font ",15" textcolor rgb "#333333" front
  set palette maxcolors 2 defined (0 "#F5D7BF", 1 "#BFDCEC")
  set cbrange [-0.5:1.5]
  plot "decision-boundary-22.dat" skip 1 matrix using (-1.5 + 0.0188679 * column(1)):(-1.5 + 0.0188679 * column(2)):3 with image, \
    "decision-boundary-23.dat" using "x":(broken(column("y"))) with lines linewidth 1.4 linecolor rgb "#5C5C5C", \
    "decision-boundary-24.dat" using "x":"class_0_y" with points pointtype 7 pointsize 0.45 linecolor rgb "#AD530D", \
    "decision-boundary-24.dat" using "x":"class_1_y" with points pointtype 9 pointsize 0.45 linecolor rgb "#0D6292"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
