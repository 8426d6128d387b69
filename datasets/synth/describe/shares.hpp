// Shares with an honest standard error. People of one neighbourhood are alike: they are families, of one
// community, in one kind of street. So the neighbourhood is what counts as drawn, and the error of a share is
// that of a ratio of two totals over neighbourhoods (Cochran, Sampling Techniques, 1977, section 6.3):
//
//     r = Y / X,   var(r) = n / (n - 1) * sum (y - r x)^2 / X^2
//
// which is computed from running sums, so nothing is kept for each neighbourhood.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace gauze::synth::describe {

// Several parts of one whole. One thread.
class Shares {
public:
    explicit Shares(std::size_t parts = 0) : parts_(parts) {}

    // Within the present neighbourhood. A part may be new.
    void whole(double by = 1) { whole_now_ += by; }
    void part(std::size_t which, double by = 1)
    {
        if (which >= parts_.size()) parts_.resize(which + 1);
        Part& part = parts_[which];
        if (part.now == 0) touched_.push_back(which);
        part.now += by;
    }
    void end_neighbourhood()
    {
        for (const std::size_t which : touched_) {
            Part& part = parts_[which];
            part.y += part.now, part.yy += part.now * part.now, part.xy += part.now * whole_now_;
            part.now = 0;
        }
        touched_.clear();
        if (whole_now_ == 0) return;
        x_ += whole_now_, xx_ += whole_now_ * whole_now_, ++units_;
        whole_now_ = 0;
    }

    std::size_t parts() const noexcept { return parts_.size(); }
    double total() const noexcept { return x_; }
    double total(std::size_t which) const noexcept { return which < parts_.size() ? parts_[which].y : 0; }
    std::optional<double> share(std::size_t which) const
    {
        return x_ > 0 ? std::optional(total(which) / x_) : std::nullopt;
    }
    std::optional<double> standard_error(std::size_t which) const
    {
        if (units_ < 2) return std::nullopt;
        const Part part = which < parts_.size() ? parts_[which] : Part{};
        const double r = part.y / x_, n = static_cast<double>(units_);
        const double squares = part.yy - 2 * r * part.xy + r * r * xx_;
        return std::sqrt(std::max(0.0, squares) * n / (n - 1)) / x_;
    }

private:
    struct Part {
        double now = 0, y = 0, yy = 0, xy = 0;
    };
    std::vector<Part> parts_;
    std::vector<std::size_t> touched_;
    double whole_now_ = 0, x_ = 0, xx_ = 0;
    std::uint64_t units_ = 0;
};

} // namespace gauze::synth::describe
