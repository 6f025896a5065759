# Redraw: gnuplot learning-curves.gp
# Other formats: gnuplot -e 'formats = "pdf"' learning-curves.gp
# A larger PNG: gnuplot -e 'scale = 2' learning-curves.gp
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
  set output prefix . "learning-curves." . format
  set multiplot
  unset key; unset colorbox
  set border 3 linecolor rgb "#333333"

  set label "Shallow and deep networks on handwritten digits" at screen 0.0145161,0.959846 left font ",20" textcolor rgb "#333333" front
  set label "Accuracy on test data (solid) and on the training subset (dashed); between them, the gap" at screen 0.0145161,0.923681 left font ",15" textcolor rgb "#5C5C5C" front
  set label "Means of 10 replicates; bands (test): 95 \0045 bootstrap intervals over replicates. Hidden units: shallow: 64; deep: 64-64-64. Trained on digits with SGD, learning" at screen 0.0145161,0.0640026 left font ",13.5" textcolor rgb "#5C5C5C" front
  set label "rate 0.1, batch 32." at screen 0.0145161,0.0410682 left font ",13.5" textcolor rgb "#5C5C5C" front

  # Panel 1
  set lmargin at screen 0.0688306; set rmargin at screen 0.31246
  set bmargin at screen 0.549292; set tmargin at screen 0.858172
  set logscale x; set xrange [219.719:11378.2]
  set yrange [75:100.3]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "2,000" 2000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("75" 75, "80" 80, "85" 85, "90" 90, "95" 95, "100" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.05" at screen 0.190645,0.878764 center font ",16" textcolor rgb "#333333" front
  set label "accuracy (\0045)" at screen 0.025,0.703732 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.311749,0.787416 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.311749,0.809037 left font ",15" textcolor rgb "#0072B2" front
  plot "learning-curves-1.dat" using "size":"shallow_test_low":"shallow_test_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "learning-curves-1.dat" using "size":"deep_test_low":"deep_test_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "learning-curves-1.dat" using "size":"shallow_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#D55E00", \
    "learning-curves-1.dat" using "size":"deep_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#0072B2", \
    "learning-curves-1.dat" using "size":"shallow_test" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "learning-curves-1.dat" using "size":"deep_test" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 2
  set lmargin at screen 0.379805; set rmargin at screen 0.623435
  set bmargin at screen 0.549292; set tmargin at screen 0.858172
  set logscale x; set xrange [219.719:11378.2]
  set yrange [75:100.3]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "2,000" 2000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 75, "" 80, "" 85, "" 90, "" 95, "" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.02" at screen 0.50162,0.878764 center font ",16" textcolor rgb "#333333" front
  set label "shallow" at screen 0.622724,0.802762 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.622724,0.824383 left font ",15" textcolor rgb "#0072B2" front
  plot "learning-curves-2.dat" using "size":"shallow_test_low":"shallow_test_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "learning-curves-2.dat" using "size":"deep_test_low":"deep_test_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "learning-curves-2.dat" using "size":"shallow_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#D55E00", \
    "learning-curves-2.dat" using "size":"deep_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#0072B2", \
    "learning-curves-2.dat" using "size":"shallow_test" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "learning-curves-2.dat" using "size":"deep_test" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 3
  set lmargin at screen 0.69078; set rmargin at screen 0.934409
  set bmargin at screen 0.549292; set tmargin at screen 0.858172
  set logscale x; set xrange [219.719:11378.2]
  set yrange [75:100.3]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "2,000" 2000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 75, "" 80, "" 85, "" 90, "" 95, "" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.01" at screen 0.812594,0.878764 center font ",16" textcolor rgb "#333333" front
  set label "shallow" at screen 0.933698,0.807073 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.933698,0.828695 left font ",15" textcolor rgb "#0072B2" front
  plot "learning-curves-3.dat" using "size":"shallow_test_low":"shallow_test_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "learning-curves-3.dat" using "size":"deep_test_low":"deep_test_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "learning-curves-3.dat" using "size":"shallow_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#D55E00", \
    "learning-curves-3.dat" using "size":"deep_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#0072B2", \
    "learning-curves-3.dat" using "size":"shallow_test" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "learning-curves-3.dat" using "size":"deep_test" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 4
  set lmargin at screen 0.0688306; set rmargin at screen 0.31246
  set bmargin at screen 0.154183; set tmargin at screen 0.463063
  set logscale x; set xrange [219.719:11378.2]
  set yrange [75:100.3]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "2,000" 2000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("75" 75, "80" 80, "85" 85, "90" 90, "95" 95, "100" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.005" at screen 0.190645,0.483655 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.190645,0.102703 center font ",15" textcolor rgb "#333333" front
  set label "accuracy (\0045)" at screen 0.025,0.308623 center rotate by 90 font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.311749,0.4146 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.311749,0.436222 left font ",15" textcolor rgb "#0072B2" front
  plot "learning-curves-4.dat" using "size":"shallow_test_low":"shallow_test_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "learning-curves-4.dat" using "size":"deep_test_low":"deep_test_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "learning-curves-4.dat" using "size":"shallow_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#D55E00", \
    "learning-curves-4.dat" using "size":"deep_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#0072B2", \
    "learning-curves-4.dat" using "size":"shallow_test" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "learning-curves-4.dat" using "size":"deep_test" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 5
  set lmargin at screen 0.379805; set rmargin at screen 0.623435
  set bmargin at screen 0.154183; set tmargin at screen 0.463063
  set logscale x; set xrange [219.719:11378.2]
  set yrange [75:100.3]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "2,000" 2000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 75, "" 80, "" 85, "" 90, "" 95, "" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.002" at screen 0.50162,0.483655 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.50162,0.102703 center font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.622724,0.418252 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.622724,0.439874 left font ",15" textcolor rgb "#0072B2" front
  plot "learning-curves-5.dat" using "size":"shallow_test_low":"shallow_test_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "learning-curves-5.dat" using "size":"deep_test_low":"deep_test_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "learning-curves-5.dat" using "size":"shallow_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#D55E00", \
    "learning-curves-5.dat" using "size":"deep_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#0072B2", \
    "learning-curves-5.dat" using "size":"shallow_test" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "learning-curves-5.dat" using "size":"deep_test" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  # Panel 6
  set lmargin at screen 0.69078; set rmargin at screen 0.934409
  set bmargin at screen 0.154183; set tmargin at screen 0.463063
  set logscale x; set xrange [219.719:11378.2]
  set yrange [75:100.3]
  set xtics nomirror out scale 0.6,0 offset 0,0.35 textcolor rgb "#333333" ("250" 250, "500" 500, "1,000" 1000, "2,000" 2000, "10,000" 10000)
  set ytics nomirror out scale 0.6,0 offset 0.5,0 textcolor rgb "#333333" ("" 75, "" 80, "" 85, "" 90, "" 95, "" 100)
  set border 3; set grid ytics back linetype 1 linecolor rgb "#E4E4E4" linewidth 0.8
  set label "stop when \174ΔL\174 \0074 0.001" at screen 0.812594,0.483655 center font ",16" textcolor rgb "#333333" front
  set label "training-set size n" at screen 0.812594,0.102703 center font ",15" textcolor rgb "#333333" front
  set label "shallow" at screen 0.933698,0.421098 left font ",15" textcolor rgb "#D55E00" front
  set label "deep" at screen 0.933698,0.442719 left font ",15" textcolor rgb "#0072B2" front
  plot "learning-curves-6.dat" using "size":"shallow_test_low":"shallow_test_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#D55E00", \
    "learning-curves-6.dat" using "size":"deep_test_low":"deep_test_high" with filledcurves fillstyle transparent solid 0.17 noborder linecolor rgb "#0072B2", \
    "learning-curves-6.dat" using "size":"shallow_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#D55E00", \
    "learning-curves-6.dat" using "size":"deep_train" with lines linewidth 1.6 dashtype (8,5) linecolor rgb "#0072B2", \
    "learning-curves-6.dat" using "size":"shallow_test" with linespoints pointtype 7 pointsize 0.55 linewidth 2.2 linecolor rgb "#D55E00", \
    "learning-curves-6.dat" using "size":"deep_test" with linespoints pointtype 9 pointsize 0.66 linewidth 2.2 linecolor rgb "#0072B2"
  unset label; unset arrow; set xrange [1:2]; set yrange [1:2]; unset logscale

  unset multiplot
  unset output
}
