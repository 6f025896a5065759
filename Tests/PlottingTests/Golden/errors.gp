# Redraw: gnuplot errors.gp
# Other formats: gnuplot -e 'formats = "pdf"' errors.gp
# A larger PNG: gnuplot -e 'scale = 2' errors.gp
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
  set output prefix . "errors." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "Shallow and deep networks on handwritten digits" at screen 0.0145161,0.959846 left font ",20" textcolor rgb "#333333" front
  set label "Errors on test data; both axes logarithmic" at screen 0.0145161,0.923681 left font ",15" textcolor rgb "#5C5C5C" front
  set label "Means of 10 replicates; bars: 95 \0045 bootstrap intervals over replicates. Horizontal line: the error at a test accuracy of 90 \0045. Hidden units: shallow: 64; deep:" at screen 0.0145161,0.0640026 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "64-64-64. Trained on digits with SGD, learning rate 0.1, batch 32." at screen 0.0145161,0.0410682 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.0612097; set rmargin at screen 0.338197
  set bmargin at screen 0.549292; set tmargin at screen 0.858172
  set logscale x; set xrange [214.453:23315.1]
  set logscale y; set yrange [1.27065:20.5354]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "5,000" 5000, "20,000" 20000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("2" 2, "5" 5, "10" 10, "20" 20)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.05" at screen 0.199703,0.878764 center font ",16" textcolor rgb "#333333" front
  set label "test error (\0045)" at screen 0.025,0.703732 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.295448,0.704506 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.295448,0.678684 left font ",15" textcolor rgb "#0072B2" front
  set arrow from graph 0, first 10 to graph 1, first 10 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "errors-1.dat" using "size":"shallow_low":(0):(column("shallow_high")-column("shallow_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#D55E00", \
    "errors-1.dat" using "size":"shallow" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#D55E00", \
    "errors-1.dat" using "size":"deep_low":(0):(column("deep_high")-column("deep_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#0072B2", \
    "errors-1.dat" using "size":"deep" with points pointtype 9 pointsize 0.96 linewidth 1.6 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.374724; set rmargin at screen 0.651712
  set bmargin at screen 0.549292; set tmargin at screen 0.858172
  set logscale x; set xrange [214.453:23315.1]
  set logscale y; set yrange [1.27065:20.5354]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "5,000" 5000, "20,000" 20000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 2, "" 5, "" 10, "" 20)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.02" at screen 0.513218,0.878764 center font ",16" textcolor rgb "#333333" front
  set label "shallow" at screen 0.608962,0.674059 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.608962,0.63685 left font ",15" textcolor rgb "#0072B2" front
  set arrow from graph 0, first 10 to graph 1, first 10 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "errors-3.dat" using "size":"shallow_low":(0):(column("shallow_high")-column("shallow_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#D55E00", \
    "errors-3.dat" using "size":"shallow" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#D55E00", \
    "errors-3.dat" using "size":"deep_low":(0):(column("deep_high")-column("deep_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#0072B2", \
    "errors-3.dat" using "size":"deep" with points pointtype 9 pointsize 0.96 linewidth 1.6 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.688239; set rmargin at screen 0.965227
  set bmargin at screen 0.549292; set tmargin at screen 0.858172
  set logscale x; set xrange [214.453:23315.1]
  set logscale y; set yrange [1.27065:20.5354]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "5,000" 5000, "20,000" 20000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 2, "" 5, "" 10, "" 20)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.01" at screen 0.826733,0.878764 center font ",16" textcolor rgb "#333333" front
  set label "shallow" at screen 0.922477,0.668312 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.922477,0.614545 left font ",15" textcolor rgb "#0072B2" front
  set arrow from graph 0, first 10 to graph 1, first 10 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "errors-5.dat" using "size":"shallow_low":(0):(column("shallow_high")-column("shallow_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#D55E00", \
    "errors-5.dat" using "size":"shallow" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#D55E00", \
    "errors-5.dat" using "size":"deep_low":(0):(column("deep_high")-column("deep_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#0072B2", \
    "errors-5.dat" using "size":"deep" with points pointtype 9 pointsize 0.96 linewidth 1.6 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 4
  set lmargin at screen 0.0612097; set rmargin at screen 0.338197
  set bmargin at screen 0.154183; set tmargin at screen 0.463063
  set logscale x; set xrange [214.453:23315.1]
  set logscale y; set yrange [1.27065:20.5354]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "5,000" 5000, "20,000" 20000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("2" 2, "5" 5, "10" 10, "20" 20)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.005" at screen 0.199703,0.483655 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.199703,0.102703 center font ",15" textcolor rgb "#333333" front
  set label "test error (\0045)" at screen 0.025,0.308623 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.295448,0.26856 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.295448,0.20495 left font ",15" textcolor rgb "#0072B2" front
  set arrow from graph 0, first 10 to graph 1, first 10 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "errors-7.dat" using "size":"shallow_low":(0):(column("shallow_high")-column("shallow_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#D55E00", \
    "errors-7.dat" using "size":"shallow" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#D55E00", \
    "errors-7.dat" using "size":"deep_low":(0):(column("deep_high")-column("deep_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#0072B2", \
    "errors-7.dat" using "size":"deep" with points pointtype 9 pointsize 0.96 linewidth 1.6 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 5
  set lmargin at screen 0.374724; set rmargin at screen 0.651712
  set bmargin at screen 0.154183; set tmargin at screen 0.463063
  set logscale x; set xrange [214.453:23315.1]
  set logscale y; set yrange [1.27065:20.5354]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "5,000" 5000, "20,000" 20000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 2, "" 5, "" 10, "" 20)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.002" at screen 0.513218,0.483655 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.513218,0.102703 center font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.608962,0.259853 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.608962,0.185042 left font ",15" textcolor rgb "#0072B2" front
  set arrow from graph 0, first 10 to graph 1, first 10 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "errors-9.dat" using "size":"shallow_low":(0):(column("shallow_high")-column("shallow_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#D55E00", \
    "errors-9.dat" using "size":"shallow" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#D55E00", \
    "errors-9.dat" using "size":"deep_low":(0):(column("deep_high")-column("deep_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#0072B2", \
    "errors-9.dat" using "size":"deep" with points pointtype 9 pointsize 0.96 linewidth 1.6 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 6
  set lmargin at screen 0.688239; set rmargin at screen 0.965227
  set bmargin at screen 0.154183; set tmargin at screen 0.463063
  set logscale x; set xrange [214.453:23315.1]
  set logscale y; set yrange [1.27065:20.5354]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "5,000" 5000, "20,000" 20000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 2, "" 5, "" 10, "" 20)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.001" at screen 0.826733,0.483655 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.826733,0.102703 center font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.922477,0.251803 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.922477,0.168223 left font ",15" textcolor rgb "#0072B2" front
  set arrow from graph 0, first 10 to graph 1, first 10 nohead back linecolor rgb "#8E8E8E" linewidth 1
  plot "errors-11.dat" using "size":"shallow_low":(0):(column("shallow_high")-column("shallow_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#D55E00", \
    "errors-11.dat" using "size":"shallow" with points pointtype 7 pointsize 0.8 linewidth 1.6 linecolor rgb "#D55E00", \
    "errors-11.dat" using "size":"deep_low":(0):(column("deep_high")-column("deep_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#0072B2", \
    "errors-11.dat" using "size":"deep" with points pointtype 9 pointsize 0.96 linewidth 1.6 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
