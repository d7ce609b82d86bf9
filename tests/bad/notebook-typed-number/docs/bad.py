# %% [markdown]
# # A notebook
#
# It had 40 shops.
