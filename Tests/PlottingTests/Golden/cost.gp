# Redraw: gnuplot cost.gp
# Other formats: gnuplot -e 'formats = "pdf"' cost.gp
# A larger PNG: gnuplot -e 'scale = 2' cost.gp
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
  if (format eq "svg") { set terminal svg noenhanced size 1020,526 font "sans-serif,15" background "white" }
  if (format eq "png") { set terminal pngcairo noenhanced size 1020*scale,526*scale font "DejaVu Sans,15" fontscale 0.75*scale linewidth scale pointscale scale background "white" }
  if (format eq "pdf") { set terminal pdfcairo noenhanced size 1020/96.0,526/96.0 font "DejaVu Sans,15" fontscale 0.5625 linewidth 1.5 pointscale 1 background "white" }
  bold = format eq "svg" ? "" : "DejaVu Sans Bold"
  set output prefix . "cost." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "Shallow and deep networks on handwritten digits" at screen 0.0176471,0.940684 left font ",20" textcolor rgb "#333333" front
  set label "What each stopping rule buys at n = 10,000: test accuracy against the cost up to its stop" at screen 0.0176471,0.887262 left font ",15" textcolor rgb "#5C5C5C" front
  set label "Means of 10 replicates; bars: 95 \0045 bootstrap intervals over replicates. A point for each stopping rule: \174ΔL\174 \0074 0.05; \174ΔL\174 \0074 0.02; \174ΔL\174 \0074" at screen 0.0176471,0.128422 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "0.01; \174ΔL\174 \0074 0.005; \174ΔL\174 \0074 0.002; \174ΔL\174 \0074 0.001. Hidden units: shallow: 64; deep: 64-64-64. Trained on digits with SGD, learning" at screen 0.0176471,0.0945437 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "rate 0.1, batch 32." at screen 0.0176471,0.0606654 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.0836765; set rmargin at screen 0.463134
  set bmargin at screen 0.261977; set tmargin at screen 0.832319
  set logscale x; set xrange [12.5485:152.624]
  set yrange [94:100.072]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("20" 20, "50" 50, "100" 100)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("94" 94, "96" 96, "98" 98, "100" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "epochs" at screen 0.273405,0.185932 center font ",15" textcolor rgb "#333333" front
  set label "accuracy (\0045)" at screen 0.0303922,0.547148 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.454709,0.537973 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.454709,0.690113 left font ",15" textcolor rgb "#0072B2" front
  plot "cost.dat" using "shallow_epochs":"shallow_low":(0):(column("shallow_high")-column("shallow_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#D55E00", \
    "cost.dat" using "shallow_epochs":"shallow_test" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "cost.dat" using "deep_epochs":"deep_low":(0):(column("deep_high")-column("deep_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#0072B2", \
    "cost.dat" using "deep_epochs":"deep_test" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.546471; set rmargin at screen 0.925928
  set bmargin at screen 0.261977; set tmargin at screen 0.832319
  set logscale x; set xrange [3927.66:47771.2]
  set yrange [94:100.072]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("5,000" 5000, "10,000" 10000, "20,000" 20000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 94, "" 96, "" 98, "" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "updates" at screen 0.736199,0.185932 center font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.917503,0.537973 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.917503,0.690113 left font ",15" textcolor rgb "#0072B2" front
  plot "cost.dat" using "shallow_updates":"shallow_low":(0):(column("shallow_high")-column("shallow_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#D55E00", \
    "cost.dat" using "shallow_updates":"shallow_test" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "cost.dat" using "deep_updates":"deep_low":(0):(column("deep_high")-column("deep_low")) with vectors heads size screen 0.004,90 fixed linewidth 1.6 linecolor rgb "#0072B2", \
    "cost.dat" using "deep_updates":"deep_test" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
