#include "gpufeeder.h"
