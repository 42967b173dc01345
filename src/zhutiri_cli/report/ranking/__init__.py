"""Facts, weights and scores (评比推荐). Pure."""
