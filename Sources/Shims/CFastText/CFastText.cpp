#include "CFastText.h"

#include <cstdio>
#include <cstring>
#include <exception>
#include <istream>
#include <sstream>
#include <streambuf>
#include <string>
#include <utility>
#include <vector>

#include <fasttext/fasttext.h>

namespace {

// A stream over bytes that stay where they are.
class MemoryBuffer : public std::streambuf {
 public:
  MemoryBuffer(const uint8_t *bytes, size_t byte_count) {
    // The stream is read only; the base class has no pointers to constants.
    char *begin = reinterpret_cast<char *>(const_cast<uint8_t *>(bytes));
    setg(begin, begin, begin + byte_count);
  }
};

// fastText reads the file's magic number and version apart from the rest, in a call that only it
// and its heirs may make.
class Loader : public fasttext::FastText {
 public:
  bool load(std::istream &in) {
    if (!checkModel(in)) return false;
    loadModel(in);
    return static_cast<bool>(in);
  }
};

constexpr char kLabelPrefix[] = "__label__";

}  // namespace

struct cprep_fasttext {
  Loader model;
};

extern "C" cprep_fasttext *cprep_fasttext_load(
    const uint8_t *bytes, size_t byte_count, char *message, size_t capacity) noexcept {
  cprep_fasttext *loaded = nullptr;
  try {
    MemoryBuffer buffer(bytes, byte_count);
    std::istream in(&buffer);
    loaded = new cprep_fasttext;
    if (loaded->model.load(in)) return loaded;
    std::snprintf(message, capacity, "fastText cannot read it");
  } catch (const std::exception &error) {
    std::snprintf(message, capacity, "%s", error.what());
  } catch (...) {
    std::snprintf(message, capacity, "fastText cannot read it");
  }
  delete loaded;
  return nullptr;
}

extern "C" cprep_fasttext_answer cprep_fasttext_predict(
    const cprep_fasttext *model, const uint8_t *text, size_t byte_count) noexcept {
  cprep_fasttext_answer answer = {{0}, 0};
  try {
    std::string line;
    line.reserve(byte_count + 1);
    for (size_t i = 0; i < byte_count; i++) {
      line.push_back(text[i] < 0x20 || text[i] == 0x7F ? ' ' : static_cast<char>(text[i]));
    }
    line.push_back('\n');
    std::istringstream in(line);
    std::vector<std::pair<fasttext::real, std::string>> predictions;
    if (!model->model.predictLine(in, predictions, 1, 0) || predictions.empty()) return answer;
    const std::string &label = predictions[0].second;
    size_t start = label.rfind(kLabelPrefix, 0) == 0 ? sizeof kLabelPrefix - 1 : 0;
    std::snprintf(answer.label, sizeof answer.label, "%s", label.c_str() + start);
    float probability = predictions[0].first;
    answer.probability = probability >= 0 ? (probability <= 1 ? probability : 1) : 0;
  } catch (...) {
    answer.label[0] = 0;
  }
  return answer;
}

extern "C" void cprep_fasttext_free(cprep_fasttext *model) noexcept { delete model; }
